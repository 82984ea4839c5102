import type { Held } from '../../../shared/destination/circuit.ts'
import type { Row } from '../../store/connection.ts'
import { numberOrNull } from '../rows.ts'

/** How a destination is held, of its row. */
export const heldOf = (row: Row): Held => ({
  failures: Number(row.failures),
  heldUntil: numberOrNull(row.held_until),
})
