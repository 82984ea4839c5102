/**
 * The outbox: what is to be told to others, from the transaction of its cause until it is
 * acknowledged. Whoever sends leases first, so that no two nodes send the same at once; the lease of
 * one that has died runs out, and the delivery is due again. How much of a destination is under way,
 * and whether it is held, stands in the database: so it holds for all nodes together.
 */

import type { Actor } from '../../shared/audit/actor.ts'
import {
  afterAnswer,
  afterFailure,
  type Held,
  mostUnderWay,
} from '../../shared/destination/circuit.ts'
import type { DestinationKind } from '../../shared/destination/kind.ts'
import { minuteMs } from '../../shared/duration.ts'
import type { Row, Runner, Transaction } from '../store/connection.ts'
import { recordAudit } from './audit/record.ts'
import { raiseRevisionSql } from './definitions.ts'
import { closeDestination } from './destinations.ts'
import type { DueDelivery, DueDestination, LeasedDeliveries, Settlement } from './pipeline.ts'
import { numberOrNull } from './rows.ts'
import type { Outbox } from './stats.ts'

/** Longer than any attempt takes. */
const leaseMs = minuteMs
/** Of one destination. Slack takes one message a second, others a few requests for each. */
const atOnce: Record<DestinationKind, number> = {
  webhook: 8,
  slack: 1,
  email: 1,
  hubspot: 2,
  salesforce: 2,
}

const isDue = 'destination = d.id AND next_attempt_at <= ? AND coalesce(lease_until, 0) <= ?'
const isOpen = "d.state = 'on' AND coalesce(d.held_until, 0) <= ?"
/** When the next of a destination is due that is not under way. */
const nextOf = `(SELECT min(max(next_attempt_at, coalesce(lease_until, 0))) FROM deliveries
  WHERE destination = d.id AND next_attempt_at IS NOT NULL)`
/** When there is something to do; nothing comes of one that is paused or gone. */
export const dueNextSql = `SELECT min(max(${nextOf}, coalesce(d.held_until, 0)))
  FROM destinations d WHERE d.state = 'on'`

/** What waits in all of it, for the figures. */
export async function countOutbox(runner: Runner): Promise<Outbox> {
  const found = await runner.execute(
    `SELECT (SELECT count(*) FROM deliveries WHERE next_attempt_at IS NOT NULL) AS pending,
      (SELECT min((SELECT min(next_attempt_at) FROM deliveries
                   WHERE destination = d.id AND next_attempt_at IS NOT NULL))
       FROM destinations d WHERE d.state = 'on') AS oldest`,
  )
  const row = found.rows[0]
  return { pending: Number(row?.pending ?? 0), oldestDueAt: numberOrNull(row?.oldest ?? null) }
}

/** Whether some of it can be sent now, and when there is more to do that is not under way. */
export async function readOutbox(
  runner: Runner,
  at: number,
): Promise<{ hasDue: boolean; nextAt: number | null }> {
  const found = await runner.execute({
    sql: `SELECT (${dueNextSql}) AS next,
      EXISTS (SELECT 1 FROM destinations d WHERE ${isOpen}
              AND EXISTS (SELECT 1 FROM deliveries WHERE ${isDue})) AS has_due`,
    args: [at, at, at],
  })
  const row = found.rows[0]
  return { nextAt: numberOrNull(row?.next ?? null), hasDue: row?.has_due === 1 }
}

/** Takes those that wait longest. Each lease is an attempt, also if nobody comes back from it. */
export async function leaseDeliveries(
  transaction: Transaction,
  at: number,
): Promise<LeasedDeliveries> {
  const found = await transaction.execute({
    sql: `SELECT *, (SELECT count(*) FROM deliveries WHERE destination = d.id
                     AND next_attempt_at IS NOT NULL AND lease_until > ?) AS under_way
          FROM destinations d WHERE ${isOpen}
          AND EXISTS (SELECT 1 FROM deliveries WHERE ${isDue})`,
    args: [at, at, at, at],
  })
  const deliveries: DueDelivery[] = []
  const destinations: DueDestination[] = []
  for (const row of found.rows) {
    const one = destinationOf(row)
    const room = mostUnderWay(heldOf(row), atOnce[one.kind], at) - Number(row.under_way)
    if (room <= 0) continue
    destinations.push(one)
    deliveries.push(...(await leaseSome(transaction, { destination: one.id, room, at })))
  }
  return { deliveries, destinations }
}

async function leaseSome(
  transaction: Transaction,
  { destination, room, at }: { destination: string; room: number; at: number },
): Promise<DueDelivery[]> {
  const leased = await transaction.execute({
    sql: `UPDATE deliveries SET lease_until = ?, attempts = attempts + 1 WHERE id IN
          (SELECT deliveries.id FROM deliveries, (SELECT ? AS id) d WHERE ${isDue}
           ORDER BY next_attempt_at, deliveries.id LIMIT ?)
          RETURNING id, body, attempts`,
    args: [at + leaseMs, destination, at, at, room],
  })
  return leased.rows.map((row) => ({
    id: String(row.id),
    destination,
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
  }
}

const heldOf = (row: Row): Held => ({
  failures: Number(row.failures),
  heldUntil: numberOrNull(row.held_until),
})

/** Notes what became of attempts. What was delivered stays so, whatever a second attempt says. */
export async function settleDeliveries(
  transaction: Transaction,
  settlements: readonly Settlement[],
): Promise<void> {
  for (const one of settlements) {
    await settle(transaction, one)
    if (one.outcome.kind === 'gone') await closeDestination(transaction, one.destination, one.at)
    else await note(transaction, one)
  }
}

async function settle(transaction: Transaction, one: Settlement) {
  const { id, destination, at, tookMs, status, answer, error, outcome } = one
  await transaction.batch([
    {
      sql: `UPDATE deliveries SET lease_until = NULL, next_attempt_at = ?, delivered_at = ?,
            failed_at = ?, last_status = ?, last_error = ?
            WHERE id = ? AND delivered_at IS NULL AND (failed_at IS NULL OR ?)`,
      args: [
        outcome.kind === 'retry' ? outcome.at : null,
        outcome.kind === 'delivered' ? at : null,
        outcome.kind === 'failed' || outcome.kind === 'gone' ? at : null,
        status,
        error,
        id,
        // Given up meanwhile, it is not sent again; but what has arrived has arrived.
        outcome.kind === 'delivered' ? 1 : 0,
      ],
    },
    {
      sql: `INSERT INTO attempts (delivery, destination, at, took_ms, outcome, status, answer, error)
            SELECT id, ?, ?, ?, ?, ?, ?, ? FROM deliveries WHERE id = ?`,
      args: [destination, at, tookMs, outcome.kind, status, answer, error, id],
    },
  ])
}

/** Opens the circuit, closes it, or gives the destination the time that it has asked for. */
async function note(transaction: Transaction, { destination, at, isFault, heldUntil }: Settlement) {
  const found = await transaction.execute({
    sql: 'SELECT failures, held_until FROM destinations WHERE id = ?',
    args: [destination],
  })
  const row = found.rows[0]
  if (!row) return
  const before = heldOf(row)
  const after = isFault ? afterFailure(before, at) : afterAnswer(before)
  const until = Math.max(after.heldUntil ?? 0, heldUntil ?? 0) || null
  if (after.failures === before.failures && until === before.heldUntil) return
  await transaction.execute({
    sql: 'UPDATE destinations SET failures = ?, held_until = ? WHERE id = ?',
    args: [after.failures, until, destination],
  })
}

const startOver = `UPDATE deliveries SET next_attempt_at = ?, lease_until = NULL, attempts = 0,
  delivered_at = NULL, failed_at = NULL`

/** Starts over with the attempts, now. False where there is no such delivery, or nowhere to send it. */
export async function retryDelivery(
  transaction: Transaction,
  id: string,
  { by, at }: { by: Actor; at: number },
): Promise<boolean> {
  const found = await transaction.execute({
    sql: `${startOver} WHERE id = ? AND destination IN (SELECT id FROM destinations)
          RETURNING destination`,
    args: [at, id],
  })
  const destination = found.rows[0]?.destination
  if (destination === undefined) return false
  await wake(transaction, String(destination))
  await recordAudit(transaction, {
    at,
    by,
    action: 'delivery_retried',
    subject: { kind: 'delivery', key: id, name: null },
    before: null,
    after: null,
  })
  return true
}

/** All that have failed for good. Answers how many; `null` where there is no such destination. */
export async function retryFailed(
  transaction: Transaction,
  destination: string,
  { by, at }: { by: Actor; at: number },
): Promise<number | null> {
  const name = await wake(transaction, destination)
  if (name === undefined) return null
  const { rowsAffected } = await transaction.execute({
    sql: `${startOver} WHERE destination = ? AND failed_at IS NOT NULL`,
    args: [at, destination],
  })
  await recordAudit(transaction, {
    at,
    by,
    action: 'deliveries_retried',
    subject: { kind: 'destination', key: destination, name },
    before: null,
    after: { retried: rowsAffected },
  })
  return rowsAffected
}

/** Whoever has something sent again has seen to it: it is tried at once. One that is paused stays so. Its name. */
async function wake(transaction: Transaction, id: string): Promise<string | undefined> {
  const woken = await transaction.execute({
    sql: `UPDATE destinations SET state = iif(state = 'gone', 'on', state), failures = 0,
          held_until = NULL WHERE id = ? RETURNING name`,
    args: [id],
  })
  await transaction.execute(raiseRevisionSql)
  return woken.rows[0] && String(woken.rows[0].name)
}
