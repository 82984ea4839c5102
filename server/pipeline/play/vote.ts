/** Whether an alert was worth it, said by whoever was told. */
import type { Worth } from '../../../shared/alert.ts'
import type { Transaction } from '../../store/connection.ts'

export type AlertVote = {
  id: string
  worth: Worth
  at: number
  /** Id of a person or a key; null for whoever held the link. */
  by: string | null
}

/** One for each alert that was told; said again, it is what was said last. */
export async function voteOnAlert(
  transaction: Transaction,
  { id, worth, at, by }: AlertVote,
): Promise<boolean> {
  const { rowsAffected } = await transaction.execute({
    sql: `UPDATE alerts SET worth = ?, worth_at = ?, worth_by = ? WHERE id = ? AND state = 'told'`,
    args: [worth, at, by, id],
  })
  return rowsAffected === 1
}
