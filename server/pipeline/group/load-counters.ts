/** Loads what has been counted, as far as the windows of a group see it. */
import { dayMs } from '../../../shared/value/duration.ts'
import { bucketAt } from '../../engine/window.ts'
import { place, wakeupPlace } from '../../engine/world.ts'
import type { BucketRange, Needs } from './needs.ts'
import { type Columns, exact, type Loader, numberOrNull, rowsOf } from './rows.ts'
import { entry, partsOf, type State } from './state.ts'

const need = 'json_each(?) AS need'
const ofSubject = 't.measure = need.value ->> 0 AND t.subject = need.value ->> 1'
const inRange = `${ofSubject} AND t.bucket BETWEEN need.value ->> 2 AND need.value ->> 3`

// A subquery: grouping would sort every bucket of every window, and take four times as long.
const totalsSql = rowsOf(
  'place, total',
  `(SELECT need.value ->> 4 AS place,
      (SELECT format('%!.17g', total(t.value)) || ' ' || min(t.bucket)
       FROM buckets AS t WHERE ${inRange}) AS total
    FROM ${need}) WHERE total IS NOT NULL`,
)
// CROSS JOIN keeps the order: a few needs, each a seek in the primary key.
const membersSql = rowsOf(
  'place, member, uses, oldest',
  `(SELECT need.value ->> 4 AS place, t.member, sum(t.uses) AS uses, min(t.bucket) AS oldest
    FROM ${need} CROSS JOIN members AS t ON ${inRange} GROUP BY 1, 2)`,
)
const latestSql = rowsOf(
  't.measure, t.subject, t.member, t.bucket',
  `${need} CROSS JOIN latest AS t ON ${ofSubject} AND t.bucket >= need.value ->> 2`,
)
const firstsSql = rowsOf(
  't.measure, t.subject, t.member, t.at',
  `${need} CROSS JOIN firsts AS t ON ${ofSubject}`,
)
const daysSql = rowsOf(
  `t.measure, t.subject, t.bucket, ${exact('t.value')}`,
  `${need} CROSS JOIN buckets AS t ON ${inRange}`,
)
const meterDaysSql = rowsOf(
  'name, account, day, used, "limit", resets_at, at',
  `(SELECT t.name, t.account, t.day, ${exact('t.used')} AS used, ${exact('t."limit"')} AS "limit",
      t.resets_at, t.at
    FROM ${need} CROSS JOIN meter_days AS t
    ON t.account = need.value ->> 1 AND t.name = need.value ->> 0 AND t.day >= ?
    ORDER BY t.day)`,
)
const wakeupsSql = rowsOf(
  't.trigger, t.account, t.user, t.due_at',
  `${need} CROSS JOIN wakeups AS t ON t.trigger = need.value ->> 0
   AND t.account = need.value ->> 1 AND t.user = need.value ->> 2`,
)
const firingsSql = rowsOf(
  't.trigger, t.subject, t.fired_at, t.period_ends_at, t.has_been_false',
  `${need} CROSS JOIN firings AS t
   ON t.trigger = need.value ->> 0 AND t.subject = need.value ->> 1`,
)

export function counterLoaders(needs: Needs): Loader[] {
  const meterDaysSince = bucketAt(needs.since, dayMs) - 60
  return [
    ...loaderOf(totalsSql, rangesOf(needs.totals), ([at, found], state) => {
      const [total, oldest] = String(found).split(' ')
      state.totals.set(String(at), { total: Number(total), oldest: Number(oldest) })
    }),
    ...loaderOf(membersSql, rangesOf(needs.members), ([at, member, uses, oldest], state) =>
      entry(state.members, String(at), () => new Map()).set(String(member), {
        uses: Number(uses),
        oldest: Number(oldest),
      }),
    ),
    ...loaderOf(
      latestSql,
      [...needs.latest].map(([at, from]) => [...partsOf(at), from]),
      takeMember('latest'),
    ),
    ...loaderOf(firstsSql, [...needs.firsts].map(partsOf), takeMember('firsts')),
    ...loaderOf(
      daysSql,
      [...needs.days].map(([at, { first, last }]) => [...partsOf(at), first, last]),
      ([measure, subject, bucket, value], state) =>
        entry(
          state.days,
          place(Number(measure), String(subject)),
          () => new Map<number, number>(),
        ).set(Number(bucket), Number(value)),
    ),
    ...loaderOf(
      meterDaysSql,
      [...needs.meterDays].map(partsOf),
      ([name, account, day, used, limit, resetsAt, at], state) =>
        entry(state.meterDays, place(String(name), String(account)), () => []).push({
          day: Number(day),
          used: Number(used),
          limit: numberOrNull(limit),
          resetsAt: numberOrNull(resetsAt),
          at: Number(at),
        }),
      meterDaysSince,
    ),
    ...loaderOf(
      wakeupsSql,
      [...needs.wakeups].map((at) => JSON.parse(at) as string[]),
      ([trigger, account, user, dueAt], state) =>
        state.wakeups.set(
          wakeupPlace(String(trigger), String(account), String(user)),
          Number(dueAt),
        ),
    ),
    ...loaderOf(
      firingsSql,
      [...needs.firings].map(partsOf),
      ([trigger, subject, firedAt, periodEndsAt, hasBeenFalse], state) =>
        state.firings.set(place(String(trigger), String(subject)), {
          firedAt: Number(firedAt),
          periodEndsAt: numberOrNull(periodEndsAt),
          hasBeenFalse: Boolean(hasBeenFalse),
        }),
    ),
  ]
}

/** None where nothing is needed. */
function loaderOf(
  sql: string,
  needed: readonly unknown[][],
  take: Loader['take'],
  ...more: number[]
): Loader[] {
  if (needed.length === 0) return []
  return [{ statement: { sql, args: [JSON.stringify(needed), ...more] }, take }]
}

function rangesOf(ranges: ReadonlyMap<string, BucketRange>): unknown[][] {
  return [...ranges].map(([at, one]) => [one.measure, one.subject, one.first, one.last, at])
}

function takeMember(kept: 'latest' | 'firsts') {
  return ([measure, subject, member, value]: Columns, state: State) =>
    entry(
      state[kept],
      place(Number(measure), String(subject)),
      () => new Map<string, number>(),
    ).set(String(member), Number(value))
}
