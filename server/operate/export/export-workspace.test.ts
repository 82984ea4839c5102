import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { webhookTo } from '../../pipeline/test-pipeline.ts'
import { openWorkspaceReader } from '../../store/open.ts'
import * as schema from '../../store/workspace/schema.ts'
import { collect, noon, now, testFolder } from '../test-folder.ts'
import { exportWorkspace } from './export-workspace.ts'
import { exported, leftOut } from './tables.ts'

const job = { workspace: { id: 'w1', name: 'First' }, version: '0.1.0' }

test('every table is said, or said to be left out', () => {
  const tables = Object.values(schema).filter((one) => is(one, SQLiteTable))
  const names = tables.map((one) => getTableName(one as SQLiteTable)).sort()
  const known = [
    ...Object.values(exported).map((one) => getTableName(one)),
    ...Object.keys(leftOut),
  ]
  expect(known.sort()).toEqual(names)
})

test('it says all that is there, row by row, and how much that was', async () => {
  const { location, pipeline, record } = await testFolder()
  await record('w1', 1_200)
  await pipeline.submit('w1', {
    at: noon,
    inputs: [
      {
        kind: 'account_traits',
        messageId: 'traits',
        account: 'acme',
        user: null,
        occurredAt: noon,
        receivedAt: noon,
        source: 'api',
        traits: { plan: 'free', seats: 3 },
      },
    ],
  })
  const store = await openWorkspaceReader(location, 'w1')
  const lines = await collect(exportWorkspace(store, job, now))
  store.close()
  expect(lines[0]).toEqual({
    type: 'export',
    format: 1,
    brim: '0.1.0',
    at: noon,
    workspace: job.workspace,
    settings: {},
  })
  const rows = lines.slice(1, -1)
  expect(lines.at(-1)).toEqual({ type: 'end', rows: rows.length })
  const events = rows.filter((one) => one.type === 'event' && one.name === 'used')
  expect(events.map((one) => (one.properties as { n: number }).n)).toHaveLength(1_203)
  expect(new Set(events.map((one) => one.messageId)).size).toBe(1_203)
  expect(events[0]).toMatchObject({ account: 'acme', user: 'mara', occurredAt: noon })
  expect(rows).toContainEqual({
    type: 'account',
    id: 'acme',
    traits: { plan: 'free', seats: 3 },
    hints: {},
    firstSeenAt: noon,
    lastSeenAt: noon,
    readiness: null,
  })
})

test('what a line is of stands in its type, also where a table has a column of that name', async () => {
  const { location, pipeline } = await testFolder()
  await pipeline.addDestination('w1', webhookTo('https://hooks.example/'))
  await pipeline.submit('w1', {
    at: noon,
    inputs: [
      {
        kind: 'conversion',
        messageId: 'bought',
        account: 'acme',
        user: null,
        occurredAt: noon,
        receivedAt: noon,
        source: 'api',
        change: 'plan',
        plan: 'team',
        offer: null,
        decision: null,
        mrrDelta: null,
        currency: null,
      },
    ],
  })
  const store = await openWorkspaceReader(location, 'w1')
  const rows = (await collect(exportWorkspace(store, job, now))).slice(1, -1)
  store.close()
  for (const { type } of rows) expect(exported).toHaveProperty([String(type)])
  expect(rows.filter((one) => one.type === 'delivery')).toMatchObject([
    { messageType: 'conversion', destination: 'dst_1' },
  ])
})

test('one column alone has another name than in its table', () => {
  const clashing = Object.entries(exported).filter(([, one]) => 'type' in getTableColumns(one))
  expect(clashing.map(([type]) => type)).toEqual(['delivery'])
})

test('what signs is not in it', async () => {
  const { location, pipeline } = await testFolder()
  const credentials = 'v1.sealed.what-opens-another-system'
  await pipeline.addDestination('w1', webhookTo('https://hooks.example/', { credentials }))
  const store = await openWorkspaceReader(location, 'w1')
  const text = JSON.stringify(await collect(exportWorkspace(store, job, now)))
  store.close()
  expect(text).not.toContain('sealed')
})

test('while others write it comes to an end, with the log as it was', async () => {
  const { location, record } = await testFolder()
  await record('w1', 600)
  const store = await openWorkspaceReader(location, 'w1')
  let events = 0
  for await (const line of exportWorkspace(store, job, now)) {
    if (line.type !== 'event') continue
    if (events++ < 20) await record('w1', 50)
  }
  store.close()
  expect(events).toBe(603)
})
