/**
 * Whoever sends leases first, so that no two nodes send the same at once; the lease of one that has
 * died runs out, and the delivery is due again. How much of a destination is under way, and whether it
 * is held, stands in the database: so it holds for all nodes together.
 */
import { mostUnderWay } from '../../../shared/destination/circuit.ts'
import type { DestinationKind } from '../../../shared/destination/kind.ts'
import { minuteMs } from '../../../shared/duration.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import type { DueDelivery, DueDestination, LeasedDeliveries } from '../pipeline.ts'
import { hasOwners, repsOfTasks } from '../play/task-reps.ts'
import { isDue, isOpen } from './due.ts'
import { heldOf } from './held.ts'

/** Longer than any attempt takes, whatever it asks whom. */
export const leaseMs = minuteMs
/** Of one destination. Slack takes one message a second; Gainsight would make a company twice. */
const atOnce: Record<DestinationKind, number> = {
  webhook: 8,
  slack: 1,
  email: 1,
  hubspot: 2,
  salesforce: 2,
  gainsight: 1,
  intercom: 4,
  appcues: 4,
  pendo: 4,
}

export const leaseSql = `SELECT *, (SELECT count(*) FROM deliveries
    WHERE destination = d.id AND lease_until > ?) AS under_way
  FROM destinations d WHERE ${isOpen}
  AND EXISTS (SELECT 1 FROM deliveries WHERE destination = d.id AND ${isDue})`

export const leaseSomeSql = `UPDATE deliveries SET lease_until = ?, attempts = attempts + 1
  WHERE id IN (SELECT id FROM deliveries INDEXED BY deliveries_waiting
               WHERE destination = ? AND ${isDue} ORDER BY next_attempt_at, id LIMIT ?)
  RETURNING id, body, attempts`

/** Takes those that wait longest. Each lease is an attempt, also if nobody comes back from it. */
export async function leaseDeliveries(
  transaction: Transaction,
  at: number,
): Promise<LeasedDeliveries> {
  const found = await transaction.execute({ sql: leaseSql, args: [at, at, at, at] })
  const deliveries: DueDelivery[] = []
  const destinations: DueDestination[] = []
  for (const row of found.rows) {
    const one = destinationOf(row)
    const room = mostUnderWay(heldOf(row), atOnce[one.kind], at) - Number(row.under_way)
    if (room <= 0) continue
    destinations.push(one)
    const leased = await leaseSome(transaction, { destination: one.id, room, at })
    const reps = hasOwners(one.kind) ? await repsOfTasks(transaction, leased, at) : null
    deliveries.push(...leased.map((task) => ({ ...task, rep: reps?.get(task.id) ?? null })))
  }
  return { deliveries, destinations }
}

async function leaseSome(
  transaction: Transaction,
  { destination, room, at }: { destination: string; room: number; at: number },
): Promise<Omit<DueDelivery, 'rep'>[]> {
  const lease = at + leaseMs
  const leased = await transaction.execute({
    sql: leaseSomeSql,
    args: [lease, destination, at, at, room],
  })
  return leased.rows.map((row) => ({
    id: String(row.id),
    destination,
    lease,
    body: String(row.body),
    attempts: Number(row.attempts),
  }))
}

function destinationOf(row: Row): DueDestination {
  return {
    id: String(row.id),
    kind: row.kind as DestinationKind,
    settings: JSON.parse(String(row.settings)),
    credentials: row.credentials === null ? null : String(row.credentials),
    setUp: Number(row.updated_at),
  }
}
