/**
 * The rows that accounts are scored by, as of now. All of them come from what is kept anyway: nothing is
 * counted for readiness when an event comes.
 */
import type { Client } from '@libsql/client'
import { systemEvents, type Traits } from '../../shared/event/event.ts'
import { dayMs } from '../../shared/value/duration.ts'
import type { Reading } from '../engine/facts.ts'
import { type AccountFacts, trendDays, type Use } from '../engine/readiness/facts.ts'
import { meterSeen } from '../engine/readiness/learn/history.ts'
import type { MeterDay } from '../engine/world.ts'
import { jsonText } from '../store/json-text.ts'
import { logPosition } from '../store/workspace/log-position.ts'

/** What older signals give is less than what a score is rounded by, for any half-life that is not extreme. */
export const signalsMs = 180 * dayMs
/** Days in which the readings of a trend are looked for, as triggers do. */
const meterDaysMs = 60 * dayMs

const own = JSON.stringify(systemEvents)
const real = (column: string) => `format('%!.17g', ${column})`
const realOrNull = (column: string) => `iif(${column} IS NULL, NULL, ${real(column)})`

/** Each answers one text: a row of the driver costs more than finding it. CROSS JOIN seeks by account. */
const accountsSql = `
  SELECT json_group_array(json_array(t.id, json(t.traits), json(t.hints)))
  FROM json_each(?1) AS need CROSS JOIN accounts AS t ON t.id = need.value`
const signalsSql = `
  SELECT json_group_array(json_array(t.account, t.trigger, t.fired_at))
  FROM json_each(?1) AS need CROSS JOIN signals AS t ON t.account = need.value
  WHERE t.fired_at > ?2 AND t.fired_at <= ?3
    AND (t.cancelled_at IS NULL OR t.cancelled_at > ?3)`
const useSql = `
  SELECT json_group_array(json_array(account, recent, before)) FROM (
    SELECT account, sum(ago < ${trendDays}) AS recent, sum(ago >= ${trendDays}) AS before FROM (
      SELECT DISTINCT t.account AS account, t.user AS user,
        CAST((?3 - t.occurred_at) / ${dayMs} AS INTEGER) AS ago
      FROM json_each(?1) AS need CROSS JOIN events AS t ON t.account = need.value
      WHERE t.seq > ?2 AND t.user IS NOT NULL AND t.occurred_at <= ?3
        AND t.occurred_at > ?3 - ${2 * trendDays * dayMs}
        AND t.name NOT IN (SELECT value FROM json_each(?4)))
    GROUP BY account)`
const metersSql = `
  SELECT json_group_array(json_array(t.account, t.name, ${real('t.used')},
    ${realOrNull('t."limit"')}, t.resets_at, t.at))
  FROM json_each(?1) AS need CROSS JOIN meters AS t ON t.account = need.value
  WHERE t."limit" > 0`
const meterDaysSql = `
  SELECT json_group_array(json_array(t.account, t.name, t.day, ${real('t.used')}, t.resets_at, t.at))
  FROM json_each(?1) AS need
  CROSS JOIN meters AS m ON m.account = need.value AND m."limit" > 0
  CROSS JOIN meter_days AS t ON t.account = m.account AND t.name = m.name AND t.day >= ?2`

export async function readFacts(
  client: Client,
  accounts: readonly string[],
  now: number,
): Promise<AccountFacts[]> {
  const ids = jsonText(accounts)
  const since = await logPosition(client, now - 2 * trendDays * dayMs)
  const results = await client.batch([
    { sql: accountsSql, args: [ids] },
    { sql: signalsSql, args: [ids, now - signalsMs, now] },
    { sql: useSql, args: [ids, since, now, own] },
    { sql: metersSql, args: [ids] },
    { sql: meterDaysSql, args: [ids, Math.floor((now - meterDaysMs) / dayMs)] },
  ])
  const [known, signals, uses, meters, days] = results.map(
    ({ rows }) => JSON.parse(String(rows[0]?.[0])) as unknown[][],
  )
  const signalsOf = groupBy(signals)
  const usesOf = groupBy(uses)
  const metersOf = groupBy(meters)
  const daysOf = groupBy(days)
  return (known ?? []).map(([id, traits, hints]) => {
    const account = String(id)
    const ownDays = daysOf(account)
    return {
      account,
      traits: { ...(hints as Traits), ...(traits as Traits) },
      signals: signalsOf(account).map(([trigger, firedAt]) => ({
        trigger: String(trigger),
        firedAt: Number(firedAt),
      })),
      use: useOf(usesOf(account)[0]),
      meters: metersOf(account).map(([name, used, limit, resetsAt, at]) => {
        const reading = readingOf(used, limit, resetsAt, at)
        const own = ownDays.filter((one) => one[0] === name).map(dayOf)
        return meterSeen(
          String(name),
          reading,
          own.toSorted((a, b) => a.day - b.day),
        )
      }),
    }
  })
}

const useOf = (row: unknown[] | undefined): Use => ({
  recent: Number(row?.[0] ?? 0),
  before: Number(row?.[1] ?? 0),
})

const readingOf = (used: unknown, limit: unknown, resetsAt: unknown, at: unknown): Reading => ({
  used: Number(used),
  limit: numberOrNull(limit),
  resetsAt: numberOrNull(resetsAt),
  at: Number(at),
})

const dayOf = ([, day, used, resetsAt, at]: unknown[]): MeterDay => ({
  day: Number(day),
  ...readingOf(used, null, resetsAt, at),
})

const numberOrNull = (value: unknown) => (value == null ? null : Number(value))

/** Rows by the account that they begin with, without it. */
function groupBy(rows: readonly unknown[][] = []): (account: string) => unknown[][] {
  const groups = new Map<unknown, unknown[][]>()
  for (const [account, ...row] of rows) {
    const group = groups.get(account)
    if (group) group.push(row)
    else groups.set(account, [row])
  }
  return (account) => groups.get(account) ?? []
}
