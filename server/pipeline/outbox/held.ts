/** How a destination goes, of its row. */
import type { Held } from '../../../shared/destination/circuit.ts'
import type { DestinationState } from '../../../shared/destination/kind.ts'
import type { Standing } from '../../../shared/destination/trouble.ts'
import type { Row } from '../../store/connection.ts'
import { numberOrNull } from '../group/rows.ts'

export const heldOf = (row: Row): Held => ({
  failures: Number(row.failures),
  heldUntil: numberOrNull(row.held_until),
})

export const standingOf = (row: Row): Standing => ({
  state: row.state as DestinationState,
  failures: Number(row.failures),
  failingSince: numberOrNull(row.failing_since),
})
