/** Deliveries that somebody has sent again, whatever became of them before. */
import type { Actor } from '../../../shared/audit/actor.ts'
import type { Transaction } from '../../store/connection.ts'
import { recordAudit } from '../audit/record.ts'
import { raiseRevisionSql } from '../definition/definitions.ts'
import { stateTriedAgain, untroubled } from './destinations.ts'

type Doing = { by: Actor; at: number }

/** What is under way is not sent a second time: it is due once that attempt has failed. */
const startOver = `UPDATE deliveries SET next_attempt_at = ?1, delivered_at = NULL, failed_at = NULL,
  attempts = iif(coalesce(lease_until, 0) > ?1, attempts, 0),
  lease_until = iif(lease_until > ?1, lease_until, NULL)`

/** Starts over with the attempts, now. False where there is no such delivery, or nowhere to send it. */
export async function retryDelivery(
  transaction: Transaction,
  id: string,
  { by, at }: Doing,
): Promise<boolean> {
  const found = await transaction.execute({
    sql: `${startOver} WHERE id = ?2 AND destination IN (SELECT id FROM destinations)
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
  { by, at }: Doing,
): Promise<number | null> {
  const name = await wake(transaction, destination)
  if (name === undefined) return null
  const { rowsAffected } = await transaction.execute({
    sql: `${startOver} WHERE destination = ?2 AND failed_at IS NOT NULL`,
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
    sql: `UPDATE destinations SET state = ${stateTriedAgain}, ${untroubled}
          WHERE id = ? RETURNING name`,
    args: [id],
  })
  await transaction.execute(raiseRevisionSql)
  return woken.rows[0] && String(woken.rows[0].name)
}
