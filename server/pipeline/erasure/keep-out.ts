/** Lists for people are not kept of whoever was erased, however late or wrong it is. */
import type { Subject } from '../../../shared/account/erasure.ts'
import type { Transaction } from '../../store/connection.ts'
import { erasureHash, erasureSecret } from '../../store/workspace/erasure-hash.ts'

/** Those that are of nobody erased. */
export async function withoutErased<One>(
  transaction: Transaction,
  all: One[],
  subjectsOf: (one: One) => Subject[],
): Promise<One[]> {
  const found = await transaction.execute({
    sql: 'SELECT value FROM settings WHERE name = ?',
    args: [erasureSecret],
  })
  const secret = found.rows[0]?.value
  if (secret === undefined) return all
  const hashes = all.map((one) => subjectsOf(one).map((who) => erasureHash(String(secret), who)))
  const erased = await transaction.execute({
    sql: 'SELECT hash FROM erasures WHERE hash IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(hashes.flat())],
  })
  const known = new Set(erased.rows.map((row) => row.hash))
  return all.filter((_, i) => !hashes[i]?.some((one) => known.has(one)))
}
