// Looks at a workspace's database from outside, through a connection that wrote none of it, and
// recounts everything. It does so in one read transaction: a server may be at work on it.
import { join } from 'node:path'
import { type Client, createClient, type Row } from '@libsql/client'
import { expect } from 'vitest'
import type { Sent } from './clients.ts'
import { alertsPerDay, firesAt } from './workspace.ts'

type Event = { id: string; account: string; user: string; n: number; at: number }
type All = (sql: string) => Promise<Row[]>
export type Audited = { probes: number; shown: number; told: number; alerts: number }

/** Its file. */
export const audit = (dataDir: string, workspace: string, sent: Sent): Promise<Audited> =>
  auditDatabase(
    createClient({ url: `file:${join(dataDir, 'workspaces', `${workspace}.db`)}` }),
    sent,
  )

/** Closes the client. */
export const auditDatabase = async (
  client: Client,
  { acknowledged, tried, shown }: Sent,
): Promise<Audited> => {
  // As it is now: more may be acknowledged while this goes on.
  const sent = { acknowledged: new Map(acknowledged), tried, shown: new Map(shown) }
  const view = await client.transaction('read')
  const all: All = async (sql) => (await view.execute(sql)).rows
  try {
    expect(await all('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
    const probes = (await all(`SELECT * FROM events WHERE name = 'probe' ORDER BY seq`)).map(
      (row): Event => ({
        id: String(row.message_id),
        account: String(row.account),
        user: String(row.user),
        n: Number(JSON.parse(String(row.properties)).n),
        at: Number(row.occurred_at),
      }),
    )
    auditLog(probes, sent)
    await auditCounters(all, probes)
    await auditSignals(all, probes)
    await auditOutcomes(all, sent.shown)
    const told = await auditDeliveries(all)
    const alerts = await auditAlerts(all)
    const [hours] = await all('SELECT sum(events) AS n FROM hours')
    expect(hours).toMatchObject({ n: probes.length })
    return { probes: probes.length, shown: sent.shown.size, told, alerts }
  } finally {
    view.close()
    client.close()
  }
}

const auditLog = (probes: Event[], sent: Pick<Sent, 'acknowledged' | 'tried'>) => {
  const there = new Map(probes.map((one) => [one.id, one]))
  expect(there.size, 'every message once').toBe(probes.length)
  const lost = [...sent.acknowledged].filter(([id, { account, n }]) => {
    const found = there.get(id)
    return found?.account !== account || found.n !== n
  })
  expect(lost, 'acknowledged and lost').toEqual([])
  expect(probes.filter((one) => !sent.tried.has(one.id))).toEqual([])
}

type Key = [what: string, keeps: string, scope: string, unitMs: number, event: string, where: Where]
type Where = [property: string, comparison: { gte: number }][]

const keptIn: Record<string, string> = {
  total: "SELECT subject || ' ' || bucket AS at, value FROM buckets",
  members: "SELECT subject || ' ' || bucket || ' ' || member AS at, uses AS value FROM members",
  latest: "SELECT subject || ' ' || member AS at, bucket AS value FROM latest",
}

/** Each counter as a recount of the log gives it; one that is still being filled counts for nothing yet. */
const auditCounters = async (all: All, probes: Event[]) => {
  const measures = await all('SELECT id, key FROM measures WHERE counted_to >= up_to')
  const counted = measures
    .map((row) => ({ id: Number(row.id), key: JSON.parse(String(row.key)) as Key }))
    .filter(({ key }) => key[4] === 'probe')
  // Two of the trigger's three leaves stay as they are; the one that is published anew may be in the
  // middle of it, where what it is filled from was killed.
  expect(counted.length).toBeGreaterThanOrEqual(2)
  for (const { id, key } of counted) {
    const rows = await all(`${keptIn[key[1]]} WHERE measure = ${id}`)
    const found = new Map(rows.map((row) => [String(row.at), Number(row.value)]))
    expect(found, JSON.stringify(key)).toEqual(recount(key, probes))
  }
}

const recount = ([what, keeps, , unitMs, , where]: Key, probes: Event[]): Map<string, number> => {
  const least = where[0]?.[1].gte ?? 0
  const counts = new Map<string, number>()
  for (const { account, user, n, at } of probes) {
    if (n < least) continue
    const bucket = Math.floor(at / unitMs)
    if (keeps === 'latest') {
      const place = `${account} ${user}`
      counts.set(place, Math.max(counts.get(place) ?? 0, bucket))
      continue
    }
    const place = `${account} ${bucket}${keeps === 'members' ? ` ${user}` : ''}`
    counts.set(place, (counts.get(place) ?? 0) + (what.startsWith('sum') ? n : 1))
  }
  return counts
}

/** Of every account with enough probes one signal, of the others none, and each in the log. */
const auditSignals = async (all: All, probes: Event[]) => {
  const counts = new Map<string, number>()
  for (const { account } of probes) counts.set(account, (counts.get(account) ?? 0) + 1)
  const ready = [...counts].filter(([, count]) => count >= firesAt).map(([account]) => account)
  const signals = await all('SELECT id, account FROM signals')
  expect(signals.map((row) => String(row.account)).sort()).toEqual(ready.sort())
  expect(ready.length).toBeGreaterThan(0)
  const logged = await all(
    `SELECT properties ->> 'signal' AS id FROM events WHERE name = 'signal_fired' ORDER BY 1`,
  )
  expect(logged.map((row) => row.id)).toEqual(signals.map((row) => row.id).sort())
}

/** What was told of a prompt counts once, however often it was told. */
const auditOutcomes = async (all: All, acknowledged: Sent['shown']) => {
  const of = async (sql: string, column: string) =>
    (await all(sql)).map((row) => String(row[column]))
  const shown = await of('SELECT decision FROM impressions', 'decision')
  expect(new Set(shown).size).toBe(shown.length)
  expect([...acknowledged.keys()].filter((id) => !shown.includes(id))).toEqual([])
  const claims = await of('SELECT id FROM decisions WHERE shown_at IS NOT NULL', 'id')
  expect(claims.sort()).toEqual([...shown].sort())
  for (const outcome of ['shown', 'clicked', 'trial_started']) {
    const told = await of(`SELECT decision FROM outcomes WHERE outcome = '${outcome}'`, 'decision')
    expect(told.sort(), outcome).toEqual([...shown].sort())
    const sql = `SELECT properties ->> 'decision' AS decision FROM events WHERE name = 'nudge_${outcome}'`
    expect((await of(sql, 'decision')).sort(), outcome).toEqual([...shown].sort())
  }
  const trials = await of('SELECT account FROM trials', 'account')
  expect(new Set(trials).size).toBe(trials.length)
  expect(trials.length).toBe(shown.length)
}

/**
 * For each signal and each change of a trial since there is a destination, the outbox holds one
 * delivery to it, and no other; and of each that is delivered, the attempt that was taken.
 */
const auditDeliveries = async (all: All): Promise<number> => {
  const [destination] = await all('SELECT 1 FROM destinations')
  const happened = await all(
    `SELECT name || ' ' || account || ' ' ||
            coalesce(properties ->> 'decision', properties ->> 'signal') AS what FROM events
     WHERE name IN ('trial_started', 'trial_extended', 'trial_ended', 'signal_fired') ORDER BY 1`,
  )
  const told = await all(
    `SELECT type || ' ' || (body -> 'data' ->> 'account') || ' ' ||
            coalesce(body -> 'data' ->> 'decision', body -> 'data' ->> 'signal') AS what
     FROM deliveries WHERE type NOT IN ('alert', 'digest') ORDER BY 1`,
  )
  expect(told.map((row) => row.what)).toEqual(destination ? happened.map((row) => row.what) : [])
  const untold = await all(
    `SELECT id FROM deliveries WHERE delivered_at IS NOT NULL AND NOT EXISTS
       (SELECT 1 FROM attempts WHERE delivery = deliveries.id AND outcome = 'delivered')`,
  )
  expect(untold).toEqual([])
  return told.length
}

/**
 * Where a play is live, each signal has one alert; each that was told stands in one message, and no rep
 * has had more than they may. What was not told waits for the digest, or for the next look.
 */
const auditAlerts = async (all: All): Promise<number> => {
  const [play] = await all("SELECT 1 FROM definitions WHERE kind = 'play' AND status = 'live'")
  if (!play) return 0
  const signals = await all('SELECT id FROM signals ORDER BY id')
  const alerts = await all('SELECT id, signal, state FROM alerts ORDER BY signal')
  expect(alerts.map((row) => row.signal)).toEqual(signals.map((row) => row.id))
  const toldIn = await all(
    `SELECT body ->> '$.data.alert' AS alert FROM deliveries WHERE type = 'alert'
     UNION ALL SELECT value ->> '$.alert' FROM deliveries, json_each(body, '$.data.items')
     WHERE deliveries.type = 'digest' ORDER BY 1`,
  )
  const told = alerts.filter((row) => row.state === 'told')
  expect(toldIn.map((row) => row.alert)).toEqual(told.map((row) => row.id).sort())
  const days = await all(
    "SELECT count(*) AS told FROM alerts WHERE told_by = 'alert' GROUP BY rep, day",
  )
  for (const day of days) expect(Number(day.told)).toBeLessThanOrEqual(alertsPerDay)
  return alerts.length
}
