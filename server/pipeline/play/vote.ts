/** Whether an alert was worth it, said by whoever was told. */

import type { Actor } from '../../../shared/audit/actor.ts'
import type { Worth } from '../../../shared/play/alert.ts'
import type { Transaction } from '../../store/connection.ts'
import { judgedEntry } from '../audit/alert.ts'
import { recordAudit } from '../audit/record.ts'

export type AlertVote = { id: string; worth: Worth; at: number; by: Actor }

/** One for each alert that was told; said again, it is what was said last. */
export async function voteOnAlert(
  transaction: Transaction,
  { id, worth, at, by }: AlertVote,
): Promise<boolean> {
  const { rows } = await transaction.execute({
    sql: `SELECT play, data ->> '$.play.name' AS name, worth FROM alerts
          WHERE id = ? AND state = 'told'`,
    args: [id],
  })
  const [before] = rows
  if (!before) return false
  await transaction.execute({
    sql: 'UPDATE alerts SET worth = ?, worth_at = ?, worth_by = ? WHERE id = ?',
    args: [worth, at, by.kind === 'link' ? null : by.id, id],
  })
  const said = before.worth as Worth | null
  if (said === worth) return true
  const name = before.name === null ? null : String(before.name)
  const play = { key: String(before.play), name }
  await recordAudit(transaction, judgedEntry({ alert: id, by, at, play }, said, worth))
  return true
}
