/** What of the outbox is due, and when. Nothing here takes the longer, the more waits. */
import type { Runner } from '../../store/connection.ts'
import { numberOrNull } from '../group/rows.ts'
import type { Outbox } from '../thread/stats.ts'
import { countTroubles } from './trouble.ts'

export const isDue = 'next_attempt_at <= ? AND coalesce(lease_until, 0) <= ?'
export const isOpen = "d.state = 'on' AND coalesce(d.held_until, 0) <= ?"

/** The first that nobody has leased: those that somebody has are few, and have an index of their own. */
const firstFree = `(SELECT next_attempt_at FROM deliveries INDEXED BY deliveries_waiting
  WHERE destination = d.id AND next_attempt_at IS NOT NULL AND lease_until IS NULL
  ORDER BY next_attempt_at, id LIMIT 1)`
const firstLeased = `(SELECT min(max(next_attempt_at, lease_until))
  FROM deliveries INDEXED BY deliveries_leased
  WHERE destination = d.id AND lease_until IS NOT NULL AND next_attempt_at IS NOT NULL)`
/** When there is something to do; nothing comes of one that is paused, held or gone. */
export const dueNextSql = `SELECT min(max(
    min(coalesce(${firstFree}, ${firstLeased}), coalesce(${firstLeased}, ${firstFree})),
    coalesce(d.held_until, 0)))
  FROM destinations d WHERE d.state = 'on'`

export const readOutboxSql = `SELECT (${dueNextSql}) AS next,
  EXISTS (SELECT 1 FROM destinations d WHERE ${isOpen}
          AND EXISTS (SELECT 1 FROM deliveries WHERE destination = d.id AND ${isDue})) AS has_due`

/** Whether some of it can be sent now, and when there is more to do that is not under way. */
export async function readOutbox(
  runner: Runner,
  at: number,
): Promise<{ hasDue: boolean; nextAt: number | null }> {
  const found = await runner.execute({ sql: readOutboxSql, args: [at, at, at] })
  const row = found.rows[0]
  return { nextAt: numberOrNull(row?.next ?? null), hasDue: row?.has_due === 1 }
}

/** What waits in all of it, for the figures. */
export async function countOutbox(runner: Runner, at: number): Promise<Outbox> {
  const found = await runner.execute(
    `SELECT (SELECT count(*) FROM deliveries WHERE next_attempt_at IS NOT NULL) AS pending,
      (SELECT min((SELECT min(next_attempt_at) FROM deliveries
                   WHERE destination = d.id AND next_attempt_at IS NOT NULL))
       FROM destinations d WHERE d.state = 'on') AS oldest`,
  )
  const row = found.rows[0]
  return {
    pending: Number(row?.pending ?? 0),
    oldestDueAt: numberOrNull(row?.oldest ?? null),
    troubles: await countTroubles(runner, at),
  }
}
