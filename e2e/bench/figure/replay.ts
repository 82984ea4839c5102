/**
 * How long a draft trigger takes over a log of a million events, all of which it listens to, from the
 * request to the report; the same with a sweep over twenty thresholds. The floor reads and parses the
 * same pages in this process, and evaluates nothing.
 */
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { readPages } from '../../../server/replay/log.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { type Brim, startBrim } from '../../harness/brim.ts'
import { unlimited } from '../../harness/unlimited.ts'
import { interleave } from '../interleave.ts'
import { median } from '../median.ts'
import type { Figure, Row } from '../row.ts'
import { prepare } from '../workspace.ts'

const amount = 1_000_000
const spanMs = 90 * dayMs
const plan = { rounds: 3, enough: 1, withinMs: 60_000 }

const trigger = {
  key: 'replayed',
  name: 'A busy account hits the wall',
  family: 'paywall',
  subject: 'account',
  when: {
    all: [
      {
        measure: {
          count: { event: 'paywall_hit', where: { feature: { eq: 'export' } }, within: '30d' },
        },
        gte: 3,
      },
      { measure: { distinct: { of: 'user', event: 'feature_used', within: '7d' } }, gte: 2 },
    ],
  },
}
const values = Array.from({ length: 20 }, (_, i) => i + 1)
const path = 'when.all.0'

/** Five thousand accounts of four people, a tenth of the events hits of a wall; written at once. */
const eventsSql = `
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1)
  INSERT INTO events (message_id, name, account, user, source, properties, occurred_at, received_at)
  SELECT 'replayed-' || i, iif(i % 10, 'feature_used', 'paywall_hit'),
    'account-' || (i * 7919 % 4999), 'user-' || (i * 7919 % 4999) || '-' || (i * 104729 % 4), 'api',
    '{"feature":"' || iif(i % 3, 'timeline', 'export') || '","minutes":' || (i % 60) || '}',
    ?2 + i * (?3 / ?1), ?2 + i * (?3 / ?1) FROM n`
const accountsSql = `
  INSERT INTO accounts (id, traits, hints, first_seen_at, last_seen_at)
  SELECT account, '{}', '{}', min(received_at), max(received_at) FROM events
  WHERE message_id LIKE 'replayed-%' GROUP BY account ON CONFLICT DO NOTHING`

const fill = async (client: Client) => {
  const from = Date.now() - spanMs
  await client.execute({ sql: eventsSql, args: [amount, from, spanMs] })
  await client.execute(accountsSql)
  // A log that grew by and by has long left the write-ahead log.
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
}

const timed = async (run: () => Promise<number>): Promise<number> => {
  const start = performance.now()
  const events = await run()
  const seconds = (performance.now() - start) / 1000
  if (events < amount) throw new Error(`Only ${events} events were read`)
  return seconds
}

const readAll = async (client: Client): Promise<number> => {
  const { rows } = await client.execute('SELECT max(seq) FROM events')
  const names = new Set(['paywall_hit', 'feature_used'])
  const part = { last: Number(rows[0]?.[0]), before: Date.now(), names, withProperties: names }
  let events = 0
  for await (const page of readPages(client, part)) events += page.entries.length
  return events
}

const replay = async (brim: Brim, headers: Record<string, string>, body: object) => {
  const url = `${brim.url}/v1/triggers/replay`
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const last = JSON.parse((await response.text()).trimEnd().split('\n').at(-1) ?? '')
  if (last.type !== 'report') throw new Error(`A replay ended with ${JSON.stringify(last)}`)
  return last.events as number
}

const measure = async (): Promise<Row[]> => {
  const brim = await startBrim({ env: { HOST: '127.0.0.1', ...unlimited } })
  const { workspace, headers } = await prepare(brim)
  const client = createClient({
    url: `file:${join(brim.dataDir, 'workspaces', `${workspace}.db`)}`,
  })
  try {
    await fill(client)
    const { once, sweep, floor } = await interleave(plan, {
      floor: () => timed(() => readAll(client)),
      once: () => timed(() => replay(brim, headers, { trigger })),
      sweep: () => timed(() => replay(brim, headers, { trigger, sweep: { path, values } })),
    })
    const perSecond = (seconds: number[]) => amount / median(seconds)
    return [
      { name: 'replay_million', value: median(once), unit: 's', floor: median(floor) },
      {
        name: 'replay_events_per_second',
        value: perSecond(once),
        unit: 'events/s',
        floor: perSecond(floor),
      },
      { name: 'replay_sweep_of_20', value: median(sweep), unit: 's', floor: median(floor) },
    ]
  } finally {
    client.close()
    await brim.stop()
  }
}

export const replayed: Figure = { name: 'replay', measure }
