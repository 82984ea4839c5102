/** Of an account that was erased billing goes on to tell: nothing of it is taken in. */
import type { Transaction } from '../../store/connection.ts'
import { erasureHash, erasureSecret } from '../../store/workspace/erasure-hash.ts'

export async function isErased(transaction: Transaction, account: string): Promise<boolean> {
  const kept = await transaction.execute({
    sql: 'SELECT value FROM settings WHERE name = ?',
    args: [erasureSecret],
  })
  const secret = kept.rows[0]?.value
  // Nobody ever was.
  if (secret === undefined) return false
  const { rows } = await transaction.execute({
    sql: 'SELECT 1 FROM erasures WHERE hash = ?',
    args: [erasureHash(String(secret), { kind: 'account', id: account })],
  })
  return rows.length > 0
}
