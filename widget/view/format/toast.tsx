/** A small card in the corner. It stays until it is answered: nobody reads against a clock. */
import { layer } from './layer.tsx'

export const toast = layer('toast')
