/** Where in the log a time lies. Entries are in the order of their arrival. */

import { dayMs } from '../../shared/duration.ts'
import type { Transaction } from '../store/connection.ts'

/** Clocks of machines are set right now and then: arrival is in order but for this much. */
const slackMs = dayMs

export async function lastOfLog(transaction: Transaction): Promise<number> {
  const found = await transaction.execute('SELECT coalesce(max(seq), 0) AS seq FROM events')
  return Number(found.rows[0]?.seq)
}

/** The last entry that surely came before a time; 0 for none. Found by halving, without an index. */
export async function logPosition(transaction: Transaction, at: number): Promise<number> {
  let low = 0
  let high = await lastOfLog(transaction)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const found = await transaction.execute({
      // Entries may be missing: the next one that is there stands for the gap.
      sql: 'SELECT received_at FROM events WHERE seq >= ? ORDER BY seq LIMIT 1',
      args: [middle],
    })
    if (Number(found.rows[0]?.received_at) < at - slackMs) low = middle
    else high = middle - 1
  }
  return low
}

/** Epoch ms of the oldest entry that retention has left; 0 where it has never cut the log. */
export async function logStartOf(transaction: Transaction): Promise<number> {
  const found = await transaction.execute("SELECT value FROM settings WHERE name = 'log_start'")
  return Number(found.rows[0]?.value ?? 0)
}
