/** Loads what has been counted, as far as the windows of a group see it. */
import { dayMs } from '../../shared/duration.ts'
import { bucketAt } from '../engine/window.ts'
import { place, wakeupPlace } from '../engine/world.ts'
import type { BucketRange, Needs } from './needs.ts'
import { type Loader, numberOrNull, readingOf } from './rows.ts'
import { entry, partsOf } from './state.ts'

export function counterLoaders(needs: Needs): Loader[] {
  const rows = (ranges: Map<string, BucketRange>) =>
    JSON.stringify(
      [...ranges].map(([at, one]) => [one.measure, one.subject, one.first, one.last, at]),
    )
  const inRange = `t.measure = need.value ->> 0 AND t.subject = need.value ->> 1
    AND t.bucket BETWEEN need.value ->> 2 AND need.value ->> 3`
  const loaders: Loader[] = []
  if (needs.totals.size > 0) {
    loaders.push({
      statement: {
        // Subqueries: grouping would sort every bucket of every window, and take four times as long.
        sql: `SELECT need.value ->> 4 AS place,
              (SELECT total(t.value) FROM buckets AS t WHERE ${inRange}) AS total,
              (SELECT min(t.bucket) FROM buckets AS t WHERE ${inRange}) AS oldest
              FROM json_each(?) AS need`,
        args: [rows(needs.totals)],
      },
      take: (row, state) => {
        if (row.oldest === null) return
        state.totals.set(String(row.place), {
          total: Number(row.total),
          oldest: Number(row.oldest),
        })
      },
    })
  }
  if (needs.members.size > 0) {
    loaders.push({
      statement: {
        // CROSS JOIN keeps the order: a few needs, each a seek in the primary key.
        sql: `SELECT need.value ->> 4 AS place, t.member, sum(t.uses) AS uses, min(t.bucket) AS oldest
              FROM json_each(?) AS need CROSS JOIN members AS t ON ${inRange} GROUP BY 1, 2`,
        args: [rows(needs.members)],
      },
      take: (row, state) =>
        entry(state.members, String(row.place), () => new Map()).set(String(row.member), {
          uses: Number(row.uses),
          oldest: Number(row.oldest),
        }),
    })
  }
  if (needs.latest.size > 0) {
    const froms = [...needs.latest].map(([at, from]) => [...partsOf(at), from])
    loaders.push({
      statement: {
        // One row for all members: making rows of them would cost more than finding them.
        sql: `SELECT need.value ->> 0 AS measure, need.value ->> 1 AS subject,
              (SELECT json_group_object(t.member, t.bucket) FROM latest AS t
               WHERE t.measure = need.value ->> 0 AND t.subject = need.value ->> 1
               AND t.bucket >= need.value ->> 2) AS members
              FROM json_each(?) AS need`,
        args: [JSON.stringify(froms)],
      },
      take: (row, state) => {
        const members = JSON.parse(String(row.members)) as Record<string, number>
        const at = place(Number(row.measure), String(row.subject))
        state.latest.set(at, new Map(Object.entries(members)))
      },
    })
  }
  if (needs.firsts.size > 0) {
    loaders.push({
      statement: {
        sql: `SELECT t.measure, t.subject, t.member, t.at FROM json_each(?) AS need CROSS JOIN firsts AS t
              ON t.measure = need.value ->> 0 AND t.subject = need.value ->> 1`,
        args: [JSON.stringify([...needs.firsts].map(partsOf))],
      },
      take: (row, state) =>
        entry(
          state.firsts,
          place(Number(row.measure), String(row.subject)),
          () => new Map<string, number>(),
        ).set(String(row.member), Number(row.at)),
    })
  }
  if (needs.days.size > 0) {
    const days = [...needs.days].map(([at, { first, last }]) => [...partsOf(at), first, last])
    loaders.push({
      statement: {
        sql: `SELECT t.* FROM json_each(?) AS need CROSS JOIN buckets AS t
              ON t.measure = need.value ->> 0 AND t.subject = need.value ->> 1
              AND t.bucket BETWEEN need.value ->> 2 AND need.value ->> 3`,
        args: [JSON.stringify(days)],
      },
      take: (row, state) =>
        entry(
          state.days,
          place(Number(row.measure), String(row.subject)),
          () => new Map<number, number>(),
        ).set(Number(row.bucket), Number(row.value)),
    })
  }
  if (needs.meterDays.size > 0) {
    loaders.push({
      statement: {
        sql: `SELECT t.* FROM json_each(?) AS need CROSS JOIN meter_days AS t
              ON t.account = need.value ->> 1 AND t.name = need.value ->> 0 AND t.day >= ?
              ORDER BY t.day`,
        args: [
          JSON.stringify([...needs.meterDays].map(partsOf)),
          bucketAt(needs.since, dayMs) - 60,
        ],
      },
      take: (row, state) =>
        entry(state.meterDays, place(String(row.name), String(row.account)), () => []).push({
          day: Number(row.day),
          ...readingOf(row),
        }),
    })
  }
  if (needs.wakeups.size > 0) {
    loaders.push({
      statement: {
        sql: `SELECT t.* FROM json_each(?) AS need CROSS JOIN wakeups AS t
              ON t.trigger = need.value ->> 0 AND t.account = need.value ->> 1
              AND t.user = need.value ->> 2`,
        args: [`[${[...needs.wakeups].join(',')}]`],
      },
      take: (row, state) =>
        state.wakeups.set(
          wakeupPlace(String(row.trigger), String(row.account), String(row.user)),
          Number(row.due_at),
        ),
    })
  }
  if (needs.firings.size > 0) {
    loaders.push({
      statement: {
        sql: `SELECT t.* FROM json_each(?) AS need CROSS JOIN firings AS t
              ON t.trigger = need.value ->> 0 AND t.subject = need.value ->> 1`,
        args: [JSON.stringify([...needs.firings].map(partsOf))],
      },
      take: (row, state) =>
        state.firings.set(place(String(row.trigger), String(row.subject)), {
          firedAt: Number(row.fired_at),
          periodEndsAt: numberOrNull(row.period_ends_at),
          hasBeenFalse: Boolean(row.has_been_false),
        }),
    })
  }
  return loaders
}
