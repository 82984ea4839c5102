/**
 * Whoever sends leases first, so that no two nodes send the same at once; the lease of one that has
 * died runs out, and the delivery is due again. How much of a destination is under way, and whether it
 * is held, stands in the database: so it holds for all nodes together.
 */
import { mostUnderWay } from '../../../shared/destination/circuit.ts'
import type { DestinationKind } from '../../../shared/destination/kind.ts'
import { minuteMs } from '../../../shared/value/duration.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import { hasOwners, repsOfTasks } from '../play/task-reps.ts'
import { isDue, isOpen } from './due.ts'
import { heldOf } from './held.ts'
import type { DueDelivery, DueDestination, LeasedDeliveries, OutboxTurn } from './turn.ts'

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
/**
 * What one node holds of a webhook that nobody else sends to, so that between two messages there is no
 * commit. A node that dies keeps as many waiting for a lease.
 */
const mostHeld = 64

const isLeased = 'destination = d.id AND lease_until > ?1'
const isHeld = 'IN (SELECT value FROM json_each(?2))'
export const leaseSql = `SELECT *,
    (SELECT count(*) FROM deliveries WHERE ${isLeased} AND id ${isHeld}) AS mine,
    (SELECT count(*) FROM deliveries WHERE ${isLeased} AND id NOT ${isHeld}) AS others
  FROM destinations d WHERE ${isOpen.replaceAll('?', '?1')}
  AND (EXISTS (SELECT 1 FROM deliveries WHERE destination = d.id AND ${isDue.replaceAll('?', '?1')})
    OR EXISTS (SELECT 1 FROM deliveries WHERE ${isLeased}))`

export const leaseSomeSql = `UPDATE deliveries SET lease_until = ?, attempts = attempts + 1
  WHERE id IN (SELECT id FROM deliveries INDEXED BY deliveries_waiting
               WHERE destination = ? AND ${isDue} ORDER BY next_attempt_at, id LIMIT ?)
  RETURNING id, body, attempts`

/** Takes those that wait longest. Each lease is an attempt, also if nobody comes back from it. */
export async function leaseDeliveries(
  transaction: Transaction,
  { at, held }: Pick<OutboxTurn, 'at' | 'held'>,
): Promise<LeasedDeliveries> {
  const found = await transaction.execute({ sql: leaseSql, args: [at, JSON.stringify(held ?? [])] })
  const deliveries: DueDelivery[] = []
  const destinations: DueDestination[] = []
  for (const row of found.rows) {
    const mine = Number(row.mine)
    const { room, atOnce } = roomOf(row, { at, holds: held !== undefined })
    if (room <= 0 && mine === 0) continue
    const one = destinationOf(row, atOnce)
    destinations.push(one)
    if (room <= 0) continue
    const leased = await leaseSome(transaction, { destination: one.id, room, at })
    const reps = hasOwners(one.kind) ? await repsOfTasks(transaction, leased, at) : null
    deliveries.push(...leased.map((task) => ({ ...task, rep: reps?.get(task.id) ?? null })))
  }
  return { deliveries, destinations }
}

/**
 * More than may be under way is leased only where nobody else holds any; and while more is leased, nobody
 * else gets any. So what all nodes have under way is never more than may be, without their telling each other.
 */
function roomOf(row: Row, { at, holds }: { at: number; holds: boolean }) {
  const kind = row.kind as DestinationKind
  const [mine, others] = [Number(row.mine), Number(row.others)]
  const usually = atOnce[kind]
  const most = mostUnderWay(heldOf(row), usually, at)
  const mayHold = holds && kind === 'webhook' && others === 0 && most === usually
  return {
    room: (mayHold ? mostHeld : most) - others - mine,
    atOnce: Math.max(0, most - others),
  }
}

/** What was not begun is as if it had not been leased. */
export async function takeBack(
  transaction: Transaction,
  returned: NonNullable<OutboxTurn['returned']>,
): Promise<void> {
  if (returned.length === 0) return
  await transaction.batch(
    returned.map(({ id, lease }) => ({
      sql: `UPDATE deliveries SET lease_until = NULL, attempts = attempts - 1
            WHERE id = ? AND lease_until = ?`,
      args: [id, lease],
    })),
  )
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

function destinationOf(row: Row, atOnce: number): DueDestination {
  return {
    id: String(row.id),
    kind: row.kind as DestinationKind,
    settings: JSON.parse(String(row.settings)),
    credentials: row.credentials === null ? null : String(row.credentials),
    setUp: Number(row.updated_at),
    atOnce,
  }
}
