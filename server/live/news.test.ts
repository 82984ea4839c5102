import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createPipeline } from '../pipeline/in-process.ts'
import { event, noon } from '../pipeline/test-pipeline.ts'
import { connectionOf } from '../store/connection.ts'
import { newId } from '../store/new-id.ts'
import { openWorkspaceStore } from '../store/open.ts'
import { createNewsFeed, type Happened } from './news.ts'

/** Two nodes on the same database, and what the first one's feed tells. */
async function twoNodes(isAlone = false) {
  const folder = await mkdtemp(join(tmpdir(), 'brim-news-'))
  const store = await openWorkspaceStore({ kind: 'files', folder }, 'w1')
  const node = () =>
    createPipeline({
      open: async () => ({ ...connectionOf(store.client), close: () => {} }),
      newId,
      now: () => noon,
    })
  const [here, there] = [node(), node()]
  const errors: unknown[] = []
  const feed = createNewsFeed({
    pipeline: here,
    openWorkspace: async () => store,
    isAlone,
    onError: (error) => errors.push(error),
    everyMs: 10,
  })
  onTestFinished(async () => {
    feed.close()
    await here.close()
    await there.close()
    store.close()
    await rm(folder, { recursive: true, force: true })
  })
  const told: Happened[] = []
  const watch = () => feed.watch('w1', (happened) => told.push(happened))
  const names = () =>
    told.flatMap(({ messages }) =>
      messages.map((one) => (one.type === 'event' ? one.event.name : one.type)),
    )
  return { here, there, feed, watch, told, names, store, errors }
}

const send = (node: Awaited<ReturnType<typeof twoNodes>>['here'], ...names: string[]) =>
  node.submit('w1', { at: noon, inputs: names.map((name) => event(name, noon)) })

test('tells what each node commits, once, and nothing from before', async () => {
  const { here, there, watch, names } = await twoNodes()
  await send(here, 'before')
  await watch()
  await send(here, 'a')
  expect(names()).toEqual(['a'])
  await send(there, 'b', 'c')
  await send(here, 'd')
  await vi.waitFor(() => expect(names().sort()).toEqual(['a', 'b', 'c', 'd']))
  await send(there, 'e')
  await vi.waitFor(() => expect(names().sort()).toEqual(['a', 'b', 'c', 'd', 'e']))
})

test('more than one look holds is told with the next ones', async () => {
  const { there, watch, names } = await twoNodes()
  await watch()
  await send(there, ...Array.from({ length: 1_300 }, (_, i) => `event ${i}`))
  await vi.waitFor(() => expect(new Set(names()).size).toBe(1_300))
  expect(names().length).toBe(1_300)
})

test.each([true, false])('tells that something was set anew, alone: %s', async (isAlone) => {
  const { there, watch, told } = await twoNodes(isAlone)
  await watch()
  await there.saveSettings('w1', { holdout: 0 })
  await vi.waitFor(() => expect(told).toEqual([{ messages: [], isRedefined: true }]))
})

test('goes on after a database that was away, and looks no more when nobody watches', async () => {
  const { there, watch, names, store, errors } = await twoNodes()
  const stop = await watch()
  const batch = store.db.batch.bind(store.db)
  store.db.batch = () => Promise.reject(new Error('away'))
  await vi.waitFor(() => expect(errors.length).toBeGreaterThan(1))
  store.db.batch = batch
  await send(there, 'after')
  await vi.waitFor(() => expect(names()).toEqual(['after']))
  stop()
  store.db.batch = () => Promise.reject(new Error('looked'))
  const before = errors.length
  // Longer than several looks.
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(errors.length).toBe(before)
})
