/**
 * Showings and what people did with them, a page at a time. They are counted in memory: how many
 * different people and accounts did what, by several cuts at once, costs SQLite a sort for each of them,
 * and a program one pass (measured over two times thirty days of a million decisions: less than half of the time).
 */
import type { Client } from '@libsql/client'
import { closedAtOnceMs } from '../../../../shared/results/annoyance.ts'
import { did } from '../../../../shared/results/bits.ts'
import { type Showings, whichOf } from './results-statement.ts'

export type Showing = {
  /** Of its row. */
  place: number
  at: number
  nudge: string
  arm: string | null
  /** What the table is cut by, where that is kept with the showing. */
  cut: string | null
  account: string
  user: string
  /** Bits of `did`. */
  mask: number
}

const pageRows = 20_000

/** One row a page, as JSON: making a row of each would cost more than finding them. */
const sqlOf = (which: string, cut: string) => `
SELECT json_group_array(json_array(place, at, nudge, arm, cut, account, user, mask, ghost)) AS rows
FROM (
  SELECT i.rowid AS place, i.at, i.nudge, i.arm, ${cut} AS cut, i.account, i.user, i.ghost,
    CASE WHEN i.ghost THEN ${did.ghost} ELSE ${did.shown} + ifnull((
      SELECT sum(CASE o.outcome
        WHEN 'clicked' THEN ${did.clicked}
        WHEN 'dismissed' THEN ${did.dismissed} +
          CASE WHEN o.at - i.at < ${closedAtOnceMs} THEN ${did.closedAtOnce} ELSE 0 END
        WHEN 'snoozed' THEN ${did.snoozed}
        WHEN 'never' THEN ${did.never}
        WHEN 'asked_admin' THEN ${did.askedAdmin}
        WHEN 'trial_started' THEN ${did.trials}
        ELSE 0 END)
      FROM outcomes AS o WHERE o.decision = i.decision), 0) END AS mask
  FROM impressions AS i
  WHERE ${which} AND (i.at, i.nudge, i.ghost, i.rowid) > (:at, :after, :ghost, :place)
  ORDER BY i.at, i.nudge, i.ghost, i.rowid LIMIT ${pageRows})`

type Packed = [
  ...[place: number, at: number, nudge: string, arm: string | null, cut: string | null],
  ...[account: string, user: string, mask: number, ghost: 0 | 1],
]

export async function* readShowings(
  client: Client,
  showings: Showings,
  cut: 'locale' | 'plan' | 'device' | null,
): AsyncGenerator<Showing[]> {
  const { which, args } = whichOf(showings)
  const sql = sqlOf(which, cut === null ? 'NULL' : `i.${cut}`)
  let from = { at: showings.start - 1, after: '', ghost: 0, place: 0 }
  for (;;) {
    const { rows } = await client.execute({ sql, args: { ...args, ...from } })
    const page = JSON.parse(String(rows[0]?.rows ?? '[]')) as Packed[]
    yield page.map(([place, at, nudge, arm, cut, account, user, mask]) => ({
      ...{ place, at, nudge, arm, cut, account, user, mask },
    }))
    const last = page.at(-1)
    if (!last || page.length < pageRows) return
    const [place, at, after, , , , , , ghost] = last
    from = { at, after, ghost, place }
  }
}
