import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { openWorkspaceStore, type Store } from './open.ts'
import { idleMs } from './open-set.ts'
import { createStoreCache } from './store-cache.ts'

async function setUp(most = 2) {
  const folder = await mkdtemp(join(tmpdir(), 'brim-stores-'))
  const clock = { now: 1_000_000 }
  const open = new Set<string>()
  let openings = 0
  const stores = createStoreCache({
    openStore: async (id) => {
      const store = await openWorkspaceStore({ kind: 'files', folder }, id)
      openings++
      open.add(id)
      const close = () => {
        open.delete(id)
        store.close()
      }
      return { ...store, close }
    },
    most,
    now: () => clock.now,
  })
  onTestFinished(async () => {
    await stores.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { stores, clock, open, openings: () => openings }
}

const write = ({ client }: Store, name: string) =>
  client.execute({ sql: 'INSERT INTO settings (name, value) VALUES (?, 1)', args: [name] })
const read = ({ db }: Store) =>
  db.all<{ name: string }>(sql`SELECT name FROM settings WHERE name <> 'seed' ORDER BY name`)

test('a store is opened once while it is in use', async () => {
  const { stores, openings } = await setUp()
  const [one, same] = await Promise.all([stores.open('w1'), stores.open('w1')])
  expect(one).toBe(same)
  await write(one, 'a')
  expect(openings()).toBe(1)
})

test('a store that is lent is opened with its first statement, and is the same as one that was opened', async () => {
  const { stores, openings } = await setUp()
  const lent = stores.lend('w1')
  expect(openings()).toBe(0)
  expect(await read(lent)).toEqual([])
  expect(openings()).toBe(1)
  expect(await stores.open('w1')).toBe(lent)
})

test('a store that was handed out works on after its connection was closed', async () => {
  const { stores, clock, open } = await setUp()
  const store = await stores.open('w1')
  await write(store, 'a')
  clock.now += idleMs
  await stores.tidy()
  expect([...open]).toEqual([])
  expect(await read(store)).toEqual([{ name: 'a' }])
  await store.client.batch([
    "INSERT INTO settings (name, value) VALUES ('b', 1)",
    "INSERT INTO settings (name, value) VALUES ('c', 1)",
  ])
  expect(await read(store)).toHaveLength(3)
})

test('two that were handed out before and after share one connection', async () => {
  const { stores, clock, openings } = await setUp()
  const before = await stores.open('w1')
  clock.now += idleMs
  await stores.tidy()
  const after = await stores.open('w1')
  await write(before, 'a')
  expect(await read(after)).toEqual([{ name: 'a' }])
  expect(openings()).toBe(2)
})

test('many stores at hand are few that are open', async () => {
  const { stores, open } = await setUp(2)
  const all = await Promise.all(Array.from({ length: 10 }, (_, i) => stores.open(`w${i}`)))
  for (const [i, store] of all.entries()) {
    await write(store, `of ${i}`)
    expect(open.size).toBeLessThanOrEqual(3)
  }
  const seen = await Promise.all(all.map(read))
  expect(seen.flat()).toEqual(all.map((_, i) => ({ name: `of ${i}` })))
})

test('a statement that fails says so, and the next one works', async () => {
  const { stores } = await setUp()
  const store = await stores.open('w1')
  await expect(store.client.execute('SELECT * FROM nowhere')).rejects.toThrow('nowhere')
  expect(await read(store)).toEqual([])
})

test('there are no transactions that a closing could cut', async () => {
  const { stores } = await setUp()
  const { client } = await stores.open('w1')
  await expect(client.transaction('write')).rejects.toThrow('no transactions')
})
