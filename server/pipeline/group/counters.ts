/** Which counters there are: those that live triggers and metered meters need, and no others. */

import { reachOfBuckets } from '../../engine/window.ts'
import type { Transaction } from '../../store/connection.ts'
import { lastOfLog, logPosition, logStartOf } from '../../store/workspace/log-position.ts'
import { loadDefinitions } from '../definition/definitions.ts'

/** Tables with rows of each measure. */
const counted = ['buckets', 'members', 'latest', 'firsts'] as const

/**
 * Drops what nobody reads any more, and makes a beginning of what is new: from here on it is counted
 * as it comes, and `backfill.ts` counts what came before.
 */
export async function alignCounters(transaction: Transaction, now: number): Promise<void> {
  const { catalogue, measureIds } = await loadDefinitions(transaction)
  const counters = new Map(
    [...catalogue.counters.values()].flat().map((one) => [one.key, one] as const),
  )
  const unused = [...measureIds].filter(([key]) => !counters.has(key)).map(([, id]) => id)
  if (unused.length > 0) {
    const from = [...counted.map((table) => `${table} WHERE measure`), 'measures WHERE id']
    await transaction.batch(
      from.map((where) => ({
        sql: `DELETE FROM ${where} IN (SELECT value FROM json_each(?))`,
        args: [JSON.stringify(unused)],
      })),
    )
  }
  const added = [...counters.values()].filter((one) => !measureIds.has(one.key))
  if (added.length === 0) return
  const upTo = await lastOfLog(transaction)
  const logStart = await logStartOf(transaction)
  const rows = []
  for (const { key, keeps, unitMs } of added) {
    // As far back as any window of it looks: a trigger that comes later may bring a wider one. What
    // asks since when something is known needs all of the log.
    const start = keeps === 'firsts' ? 0 : now - reachOfBuckets(unitMs)
    rows.push([key, upTo, await logPosition(transaction, start), logStart])
  }
  await transaction.execute({
    sql: `INSERT INTO measures (key, up_to, counted_to, log_start)
          SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)`,
    args: [JSON.stringify(rows)],
  })
}
