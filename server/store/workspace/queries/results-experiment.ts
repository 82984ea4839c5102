/**
 * How the arms of a nudge's experiment did. A unit counts from its first showing or ghost in the
 * period on, and all that it bought afterwards counts, whatever led to it: what names a prompt could
 * only ever be of those who were shown one.
 */
import type { Experiment, Nudge } from '../../../../shared/definition/nudge.ts'
import { isGain } from './results-bought.ts'
import { type Look, look, type Showings, whichOf } from './results-statement.ts'

export type ArmUnits = { arm: string; units: number; bought: number; moved: number }
/** Over the units of an arm: how many brought anything in a currency, and sums of what each brought. */
export type ArmEarned = {
  arm: string
  currency: string
  earners: number
  sum: number
  squares: number
}
type Unit = Experiment['unit']

const momentOf = (unit: Unit, which: string) => `
moment AS MATERIALIZED (
  SELECT i.${unit} AS unit, min(i.account) AS account, min(i.at) AS first, min(i.arm) AS arm,
    max(i.arm) AS other
  FROM impressions AS i WHERE ${which} AND i.arm IS NOT NULL GROUP BY 1
)`

/** Of a user, what the backend said that they bought; of an account, what anybody in it did. */
const afterwards = (unit: Unit) =>
  `c.account = m.account AND c.at >= m.first${unit === 'user' ? ' AND c.user = m.unit' : ''}`

/** `moved`: units that were in another arm too. They are in no other number. */
export function lookAtUnits(showings: Showings, unit: Unit): Look<ArmUnits[]> {
  const { which, args } = whichOf(showings)
  return look(
    `WITH ${momentOf(unit, which)}
SELECT m.arm, sum(m.arm = m.other) AS units, sum(m.arm <> m.other) AS moved,
  sum(m.arm = m.other AND EXISTS (
    SELECT 1 FROM conversions AS c WHERE ${afterwards(unit)} AND ${isGain('c')})) AS bought
FROM moment AS m GROUP BY 1`,
    args,
    (rows) =>
      rows.map((row) => ({
        arm: String(row.arm),
        units: Number(row.units),
        bought: Number(row.bought),
        moved: Number(row.moved),
      })),
  )
}

export function lookAtArmsEarned(showings: Showings, unit: Unit): Look<ArmEarned[]> {
  const { which, args } = whichOf(showings)
  return look(
    `WITH ${momentOf(unit, which)}
, earned AS (
  SELECT m.arm, m.unit, c.currency, total(c.mrr_delta) AS amount
  FROM moment AS m CROSS JOIN conversions AS c ON ${afterwards(unit)}
  WHERE m.arm = m.other AND c.currency IS NOT NULL GROUP BY 1, 2, 3
)
SELECT arm, currency, sum(amount <> 0) AS earners, total(amount) AS sum,
  total(amount * amount) AS squares FROM earned GROUP BY 1, 2 ORDER BY 2`,
    args,
    (rows) =>
      rows.map((row) => ({
        arm: String(row.arm),
        currency: String(row.currency),
        earners: Number(row.earners),
        sum: Number(row.sum),
        squares: Number(row.squares),
      })),
  )
}

/** The newest first; the last one was live when the period began. */
const mostVersions = 200

export function lookAtAuthored(nudge: string): Look<Nudge | null> {
  return look(
    `SELECT coalesce(published, draft) AS body FROM definitions WHERE kind = 'nudge' AND key = :nudge`,
    { nudge },
    ([row]) => (row ? (JSON.parse(String(row.body)) as Nudge) : null),
  )
}

export function lookAtVersions(
  nudge: string,
  { start, end }: Showings,
): Look<(Experiment | null)[]> {
  return look(
    `SELECT body -> '$.experiment' AS experiment FROM versions
WHERE kind = 'nudge' AND key = :nudge AND published_at < :end AND version >= coalesce(
  (SELECT max(version) FROM versions WHERE kind = 'nudge' AND key = :nudge AND published_at <= :start), 0)
ORDER BY version DESC LIMIT ${mostVersions}`,
    { nudge, start, end },
    (rows) =>
      rows.map(({ experiment }) =>
        experiment === null ? null : (JSON.parse(String(experiment)) as Experiment),
      ),
  )
}
