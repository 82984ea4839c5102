/**
 * How long it takes to score a hundred thousand accounts anew, from the first row read to the last score
 * written: a million events in four weeks, two meters each with daily readings, and two signals. Then what a
 * minute's events cost, a thousand accounts that are found in the log. The floor reads the same rows and
 * weighs nothing.
 */
import type { Client } from '@libsql/client'
import { createPipeline } from '../../../server/pipeline/in-process.ts'
import { readinessHere } from '../../../server/readiness/in-process.ts'
import { readFacts } from '../../../server/readiness/read-facts.ts'
import { startRefresher } from '../../../server/readiness/refresher.ts'
import { newId } from '../../../server/store/new-id.ts'
import {
  openWorkspaceConnection,
  openWorkspaceReader,
  openWorkspaceStore,
} from '../../../server/store/open.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import type { Setting } from '../apart.ts'
import type { Row } from '../row.ts'
import { answer } from './answer.ts'

const accounts = 100_000
const events = 1_000_000
const changed = 1_000
const page = 500
const workspace = 'w1'

const count = (most: number) =>
  `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${most - 1})`

const definition = JSON.stringify({ key: 'walls', name: 'Walls', weight: 10, halfLife: '14d' })
const fillSql = (now: number) => [
  `INSERT INTO definitions (kind, key, status, revision, version, draft, published, updated_at)
   VALUES ('trigger', 'walls', 'live', 1, 1, '${definition}', '${definition}', 0)`,
  `${count(accounts)} INSERT INTO accounts (id, traits, hints, first_seen_at, last_seen_at)
   SELECT 'account-' || i, '{"plan":"team","mrr":' || (i % 90000) || ',"employees":' || (i % 500) || '}',
   '{}', ${now - 90 * dayMs}, ${now} FROM n`,
  `${count(events)} INSERT INTO events
     (message_id, name, account, user, source, properties, occurred_at, received_at)
   SELECT 'm-' || i, 'feature_used', 'account-' || (i * 7919 % ${accounts}),
     'user-' || (i * 7919 % ${accounts}) || '-' || (i % 3), 'api', '{"feature":"timeline"}',
     ${now - 28 * dayMs} + i * ${(28 * dayMs) / events}, ${now - 28 * dayMs} + i * ${(28 * dayMs) / events} FROM n`,
  `${count(2 * accounts)} INSERT INTO signals
     (id, trigger, family, subject, account, fired_at, expires_at, evidence)
   SELECT 's-' || i, 'walls', 'paywall', 'account', 'account-' || (i / 2),
     ${now} - (i % 40) * ${dayMs}, ${now}, '[]' FROM n`,
  `${count(2 * accounts)} INSERT INTO meters (account, name, used, "limit", at)
   SELECT 'account-' || (i / 2), iif(i % 2, 'seats', 'storage'), i % 97, 100, ${now} FROM n`,
  `${count(28)} INSERT INTO meter_days (account, name, day, used, "limit", at)
   SELECT m.account, m.name, ${Math.floor(now / dayMs)} - n.i, max(0, m.used - n.i * 1.5), 100,
     ${now} - n.i * ${dayMs} FROM meters AS m CROSS JOIN n`,
]

const touchSql = (now: number) => `${count(changed)} INSERT INTO events
     (message_id, name, account, source, properties, occurred_at, received_at)
   SELECT 'new-' || i, 'seen', 'account-' || (i * 97), 'api', '{}', ${now}, ${now} FROM n`

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await run()
  return (performance.now() - start) / 1000
}

const readAll = async (client: Client, most: number, now: number) => {
  for (let i = 0; i < most; i += page) {
    const ids = Array.from({ length: page }, (_, k) => `account-${i + k}`)
    await readFacts(client, ids, now)
  }
}

const measure = async ({ folder }: Setting): Promise<Row[]> => {
  const location = { kind: 'files', folder } as const
  const now = Date.now()
  const store = await openWorkspaceStore(location, workspace)
  const pipeline = createPipeline({
    open: (id) => openWorkspaceConnection(location, id),
    newId,
    now: () => now,
  })
  const refresher = startRefresher({
    run: readinessHere((id) => openWorkspaceReader(location, id)),
    pipeline,
    workspaces: async () => [],
    now: () => now,
    elapsed: () => performance.now(),
    after: () => () => {},
    onError: (error) => {
      throw error
    },
  })
  const refresh = () => timed(() => refresher.refresh(workspace))
  try {
    for (const sql of fillSql(now)) await store.client.execute(sql)
    // What grew by and by has long left the write-ahead log.
    await store.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    const floor = await timed(() => readAll(store.client, accounts, now))
    const whole = await refresh()
    const { rows } = await store.client.execute(
      'SELECT count(*) AS count FROM accounts WHERE readiness > 0',
    )
    if (Number(rows[0]?.count) < accounts) throw new Error(`Only ${rows[0]?.count} were scored`)
    await store.client.execute(touchSql(now))
    const floorOfChanged = await timed(() => readAll(store.client, changed, now))
    const part = await refresh()
    return [
      { name: 'readiness_100k', value: whole, unit: 's', floor },
      { name: 'readiness_1k_changed', value: part, unit: 's', floor: floorOfChanged },
    ]
  } finally {
    await refresher.stop()
    await pipeline.close()
    store.close()
  }
}

await answer(measure)
