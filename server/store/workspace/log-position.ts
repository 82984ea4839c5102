/** Where in the log a time lies. Entries are in the order of their arrival. */

import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import type { Runner } from '../connection.ts'

/** A transaction of the writer, or a client that only reads. */
type Asked = Pick<Runner, 'execute'>

/** Clocks of machines are set right now and then: arrival is in order but for this much. */
export const slackMs = dayMs

export async function lastOfLog(from: Asked): Promise<number> {
  const found = await from.execute('SELECT coalesce(max(seq), 0) AS seq FROM events')
  return Number(found.rows[0]?.seq)
}

/**
 * The last entry before the first that came since a time; 0 for none. Found by halving, without an
 * index; where a clock was set back that ends at any of several places, and hours know the first.
 */
export async function logPosition(from: Asked, at: number): Promise<number> {
  const since = at - slackMs
  let low = 0
  let high = (await beforeHours(from, since)) ?? (await lastOfLog(from))
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const found = await from.execute({
      // Entries may be missing: the next one that is there stands for the gap.
      sql: 'SELECT received_at FROM events WHERE seq >= ? ORDER BY seq LIMIT 1',
      args: [middle],
    })
    if (Number(found.rows[0]?.received_at) < since) low = middle
    else high = middle - 1
  }
  return low
}

/** The entry in front of all that hours know to have come since a time. */
async function beforeHours(from: Asked, since: number): Promise<number | undefined> {
  const found = await from.execute({
    sql: 'SELECT min(first_seq) - 1 AS seq FROM hours WHERE hour >= ?',
    args: [Math.floor(since / hourMs)],
  })
  const seq = found.rows[0]?.seq
  return seq == null ? undefined : Number(seq)
}

/** Epoch ms of the oldest entry that retention has left; 0 where it has never cut the log. */
export async function logStartOf(from: Asked): Promise<number> {
  const found = await from.execute("SELECT value FROM settings WHERE name = 'log_start'")
  return Number(found.rows[0]?.value ?? 0)
}
