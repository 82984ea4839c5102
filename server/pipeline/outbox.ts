/**
 * The outbox: what is to be told to others, from the transaction of its cause until it is
 * acknowledged. Whoever sends leases first, so that no two nodes send the same at once; the lease of
 * one that has died runs out, and the delivery is due again.
 */

import type { Actor } from '../../shared/audit/actor.ts'
import type { Destination } from '../../shared/delivery.ts'
import { minuteMs } from '../../shared/duration.ts'
import type { Runner, Transaction } from '../store/connection.ts'
import { recordAudit } from './audit/record.ts'
import type { DueDelivery, LeasedDeliveries, Settlement } from './pipeline.ts'
import { numberOrNull } from './rows.ts'
import type { Outbox } from './stats.ts'
import { closeWebhook, keepWebhook, reopenWebhook } from './webhook.ts'

/** Longer than any attempt takes. */
const leaseMs = minuteMs
const mostAtOnce = 10

const isDue = `next_attempt_at <= ? AND coalesce(lease_until, 0) <= ?`

export type OutboxState = Outbox & { hasDue: boolean }

/** What waits in it, and whether some of it can be sent now. */
export async function readOutbox(runner: Runner, at: number): Promise<OutboxState> {
  const found = await runner.execute({
    sql: `SELECT count(*) AS pending, min(next_attempt_at) AS oldest,
                 EXISTS (SELECT 1 FROM deliveries WHERE ${isDue}) AS has_due
          FROM deliveries WHERE next_attempt_at IS NOT NULL`,
    args: [at, at],
  })
  const row = found.rows[0]
  return {
    pending: Number(row?.pending ?? 0),
    oldestDueAt: numberOrNull(row?.oldest ?? null),
    hasDue: row?.has_due === 1,
  }
}

/** Takes those that wait longest. Each lease is an attempt, also if nobody comes back from it. */
export async function leaseDeliveries(
  transaction: Transaction,
  at: number,
): Promise<LeasedDeliveries> {
  const webhook = await keepWebhook(transaction, at)
  const leased = await transaction.execute({
    sql: `UPDATE deliveries SET lease_until = ?, attempts = attempts + 1 WHERE id IN
          (SELECT id FROM deliveries WHERE ${isDue} ORDER BY next_attempt_at, id LIMIT ${mostAtOnce})
          RETURNING id, destination, body, attempts`,
    args: [at + leaseMs, at, at],
  })
  const deliveries = leased.rows.map(
    (row): DueDelivery => ({
      id: String(row.id),
      destination: row.destination as Destination,
      body: String(row.body),
      attempts: Number(row.attempts),
    }),
  )
  return { deliveries, webhook }
}

/** Notes what became of an attempt. What was delivered stays so, whatever a second attempt says. */
export async function settleDelivery(
  transaction: Transaction,
  { id, at, status, error, outcome }: Settlement,
): Promise<void> {
  await transaction.execute({
    sql: `UPDATE deliveries SET lease_until = NULL, next_attempt_at = ?, delivered_at = ?,
          failed_at = ?, last_status = ?, last_error = ? WHERE id = ? AND delivered_at IS NULL`,
    args: [
      outcome.kind === 'retry' ? outcome.at : null,
      outcome.kind === 'delivered' ? at : null,
      outcome.kind === 'failed' || outcome.kind === 'gone' ? at : null,
      status,
      error,
      id,
    ],
  })
  if (outcome.kind === 'gone') await closeDown(transaction, id, at)
}

/** An address that answers 410 Gone gets nothing more: what waits for it has failed too. */
async function closeDown(transaction: Transaction, id: string, at: number) {
  await closeWebhook(transaction)
  await transaction.execute({
    sql: `UPDATE deliveries SET next_attempt_at = NULL, failed_at = ?, last_error = 'The address is gone'
          WHERE next_attempt_at IS NOT NULL
          AND destination = (SELECT destination FROM deliveries WHERE id = ?)`,
    args: [at, id],
  })
}

/** Starts over with the attempts, now. False where there is no such delivery. */
export async function retryDelivery(
  transaction: Transaction,
  id: string,
  { by, at }: { by: Actor; at: number },
): Promise<boolean> {
  const found = await transaction.execute({
    sql: `UPDATE deliveries SET next_attempt_at = ?, attempts = 0, delivered_at = NULL, failed_at = NULL
          WHERE id = ?`,
    args: [at, id],
  })
  if (found.rowsAffected === 0) return false
  await reopenWebhook(transaction)
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
