/** Which kinds of definitions can rest. No schema in here. */
import type { DefinitionKind } from './definition.ts'

/** Offers and plans hold as soon as they are published: what pauses is what happens, not what is sold. */
export const canPause = (kind: DefinitionKind) => kind !== 'offer' && kind !== 'plan'
