/**
 * What was bought because of showings: what the page said of a prompt, and the conversions that name
 * its decision. Both are few, and the showing is found by its decision; so no showing is read that
 * nobody bought from.
 */
import type { Money } from '../../../../shared/results/results.ts'
import { type Look, look, type Showings, whichOf } from './results-statement.ts'

/** A loss is told as a conversion too, and is none. */
export const isGain = (table: string) => `ifnull(${table}.mrr_delta, 0) >= 0`

/** The places of the showings. A control has shown nothing that could have led to it. */
export function lookAtBought(showings: Showings): Look<Set<number>> {
  const { which, args } = whichOf(showings)
  const sql = `
WITH bought AS (
  SELECT o.decision FROM outcomes AS o WHERE o.outcome = 'converted'
  UNION
  SELECT c.decision FROM conversions AS c WHERE c.decision IS NOT NULL AND ${isGain('c')}
)
SELECT i.rowid AS place FROM bought CROSS JOIN impressions AS i ON i.decision = bought.decision
WHERE ${which} AND NOT i.ghost`
  return look(sql, args, (rows) => new Set(rows.map(({ place }) => Number(place))))
}

/**
 * By the place of the showing: gains less losses. As a real: a sum of integers could be one that
 * JavaScript has not.
 */
export function lookAtEarned(showings: Showings): Look<Map<number, Money[]>> {
  const { which, args } = whichOf(showings)
  const sql = `
SELECT i.rowid AS place, c.currency, total(c.mrr_delta) AS amount
FROM conversions AS c CROSS JOIN impressions AS i ON i.decision = c.decision
WHERE c.decision IS NOT NULL AND c.currency IS NOT NULL AND ${which} AND NOT i.ghost
GROUP BY 1, 2`
  return look(sql, args, (rows) => {
    const earned = new Map<number, Money[]>()
    for (const { place, currency, amount } of rows) {
      const before = earned.get(Number(place)) ?? []
      earned.set(Number(place), [...before, { currency: String(currency), amount: Number(amount) }])
    }
    return earned
  })
}

/** Conversions that may have named a showing, until who made them was erased. */
export function lookAtErased({ start, end }: Showings): Look<number> {
  return look(
    `SELECT count(*) AS count FROM conversions
WHERE at >= :start AND at < :end AND decision IS NULL AND substr(message_id, 1, 7) = 'erased_'`,
    { start, end },
    ([row]) => Number(row?.count ?? 0),
  )
}
