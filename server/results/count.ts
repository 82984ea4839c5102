/** Goes through the showings of a span once, and counts them in all the ways that are asked for. */
import type { Client } from '@libsql/client'
import { did } from '../../shared/results/bits.ts'
import type { ResultCut, ResultDay, ResultRow } from '../../shared/results/results.ts'
import { dayMs } from '../../shared/value/duration.ts'
import type { Span } from '../engine/results/calendar.ts'
import { dayNumbered } from '../engine/results/calendar.ts'
import { createFold, nothing } from '../engine/results/fold.ts'
import { type Counted, rowOf } from '../engine/results/row.ts'
import { lookAtBought, lookAtEarned } from '../store/workspace/queries/results-bought.ts'
import { readShowings, type Showing } from '../store/workspace/queries/results-showings.ts'
import { lookAt, type Showings, together } from '../store/workspace/queries/results-statement.ts'

export type Counts = {
  total: ResultRow
  /** Those that were shown most come first. */
  rows: Counted[]
  arms: Counted[]
  days: ResultDay[]
}

/** `by` null: no rows are asked for. */
export async function countShowings(
  client: Client,
  span: Span,
  { nudge, by }: { nudge: string | undefined; by: ResultCut | null },
): Promise<Counts> {
  const showings: Showings = { start: span.start, end: span.end, nudge }
  const cut = by === 'nudge' || by === 'arm' ? null : by
  const { bought, earned } = await lookAt(
    client,
    together({ bought: lookAtBought(showings), earned: lookAtEarned(showings) }),
  )
  const [total, rows, arms, days] = [createFold(), createFold(), createFold(), createFold()]
  const dayOf = dayIn(span)
  for await (const page of readShowings(client, showings, cut)) {
    for (const one of page) {
      const revenue = earned.get(one.place) ?? []
      const mask = one.mask | (bought.has(one.place) ? did.converted : 0)
      const counting = { account: one.account, user: one.user, mask, revenue }
      total.add(null, counting)
      days.add(dayOf(one.at), counting)
      if (by !== null) rows.add(keyOf(one, by), counting)
      if (nudge !== undefined) arms.add(one.arm, counting)
    }
  }
  const byDay = new Map(days.rows().map((one) => [one.key, one]))
  return {
    total: rowOf(total.rows()[0] ?? nothing()),
    rows: rows.rows(),
    arms: arms.rows(),
    days: span.days.map((day) => dayFrom(day, byDay.get(day) ?? nothing())),
  }
}

function keyOf(one: Showing, by: ResultCut): string | null {
  if (by === 'nudge') return one.nudge
  return by === 'arm' ? one.arm : one.cut
}

/** Moments come in order, so the offset that holds is the last one or the next. */
function dayIn({ offsets }: Span): (at: number) => string {
  let place = 0
  let known = { count: Number.NaN, day: '' }
  return (at) => {
    while ((offsets[place + 1]?.since ?? Number.POSITIVE_INFINITY) <= at) place++
    const count = Math.floor((at + (offsets[place]?.ms ?? 0)) / dayMs)
    if (count !== known.count) known = { count, day: dayNumbered(count) }
    return known.day
  }
}

function dayFrom(day: string, one: Counted): ResultDay {
  return {
    day,
    shown: one.shown.times,
    ghosts: one.ghosts.times,
    people: one.shown.people,
    clicked: one.clicked.times,
    dismissed: one.dismissed.times,
    never: one.never.times,
    trials: one.trials.accounts,
    converted: one.converted.times,
    revenue: one.revenue,
  }
}
