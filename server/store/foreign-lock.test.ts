/**
 * Somebody else holds the write lock of a database that ordinary queries write, as the control
 * database is. What is acknowledged meanwhile and afterwards is read by a third connection.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createClient } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import { takeRoom } from '../test-room.ts'
import { addWorkspace, listWorkspaceIds } from './control/workspaces.ts'
import { faultOf, isPassing } from './fault.ts'
import { fileOf } from './location.ts'
import { openControlStore } from './open.ts'

async function openBesideOthers() {
  const folder = await mkdtemp(join(tmpdir(), 'brim-lock-'))
  const store = await openControlStore({ kind: 'files', folder })
  const url = `file:${fileOf(folder, { kind: 'control' })}`
  const foreign = createClient({ url })
  onTestFinished(async () => {
    store.close()
    foreign.close()
    await rm(folder, { recursive: true, force: true })
  })
  const add = (id: string) => addWorkspace(store.db, { id, name: id, createdAt: 0 }, null)
  /** What a connection sees that has met nothing of all this. */
  const seen = async () => {
    const third = createClient({ url })
    const { rows } = await third.execute('SELECT id FROM workspaces ORDER BY id')
    third.close()
    return rows.map((row) => row.id)
  }
  return { store, foreign, add, seen }
}

/** A connection that was let go of is closed by it, not before. */
async function collectGarbage() {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setImmediate(resolve))
    collect()
  }
  await new Promise((resolve) => setImmediate(resolve))
}

type Beside = Awaited<ReturnType<typeof openBesideOthers>>

/** The ways in which queries reach the client: each a statement of its own, or several as one. */
const ways: [string, (beside: Beside, id: string) => Promise<unknown>][] = [
  ['batch', ({ add }, id) => add(id)],
  [
    'statement',
    ({ store }, id) =>
      store.client.execute({
        sql: 'INSERT INTO workspaces (id, name, created_at) VALUES (?, ?, 0)',
        args: [id, id],
      }),
  ],
  [
    'script',
    ({ store }, id) =>
      store.client.executeMultiple(
        `INSERT INTO workspaces (id, name, created_at) VALUES ('${id}', '', 0)`,
      ),
  ],
]

test.each(ways)(
  'a %s that meets a lock for too long fails; what comes after it is there',
  async (_, write) => {
    const beside = await openBesideOthers()
    const { foreign, seen } = beside
    const lock = await foreign.transaction('write')
    const refused = await write(beside, 'refused').catch((error: unknown) => error)
    expect(faultOf(refused)).toBe('busy')
    await lock.rollback()
    for (const [i, [, again]] of ways.entries()) await again(beside, `after ${i}`)
    expect(await seen()).toEqual(['after 0', 'after 1', 'after 2'])
    // And nothing of it holds the lock now.
    await (await foreign.transaction('write')).rollback()
  },
)

test('waits for a lock without holding up who only reads', async () => {
  const { store, foreign, add, seen } = await openBesideOthers()
  await add('before')
  const lock = await foreign.transaction('write')
  const adding = add('during')
  // All of it while the lock is held, by the same client.
  for (let i = 0; i < 20; i++) expect(await listWorkspaceIds(store.db)).toEqual(['before'])
  await lock.rollback()
  await adding
  expect(await seen()).toEqual(['before', 'during'])
})

test('what many write at once while a lock comes and goes is there, or they are told', async () => {
  const { foreign, add, seen } = await openBesideOthers()
  const acknowledged: string[] = []
  for (let round = 0; round < 10; round++) {
    const lock = await foreign.transaction('write')
    const ids = [0, 1, 2, 3].map((i) => `${round}-${i}`)
    const adding = ids.map((id) => add(id).then(() => acknowledged.push(id)))
    await new Promise((resolve) => setImmediate(resolve))
    await lock.rollback()
    await Promise.all(adding)
  }
  expect(acknowledged).toHaveLength(40)
  expect(await seen()).toEqual(acknowledged.sort())
})

test.for(ways)(
  'a %s that finds no room fails, reading goes on, and what comes after it is there',
  async ([_, write], ctx) => {
    const beside = await openBesideOthers()
    const { store, foreign, add, seen } = beside
    await add('before')
    // The log is in the file whole: whoever closes the last connection now removes it.
    await store.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    foreign.close()
    const giveBack = takeRoom(ctx)
    const refused = await write(beside, 'refused').catch((error: unknown) => error)
    await collectGarbage()
    const read = await listWorkspaceIds(store.db).catch((error: unknown) => error)
    giveBack()
    expect(isPassing(refused)).toBe(true)
    expect(read).toEqual(['before'])
    for (const [i, [, again]] of ways.entries()) await again(beside, `now ${i}`)
    expect(await seen()).toEqual(['before', 'now 0', 'now 1', 'now 2'])
  },
)

test('a closed store stays closed', async () => {
  const { store } = await openBesideOthers()
  store.close()
  await expect(listWorkspaceIds(store.db)).rejects.toThrow()
  expect(store.client.closed).toBe(true)
})
