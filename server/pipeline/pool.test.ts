import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { Connection } from '../store/connection.ts'
import { openWorkspaceConnection } from '../store/open.ts'
import { createPipeline } from './in-process.ts'
import type { PipelineThread } from './pool.ts'
import { createPool, threadOf } from './pool.ts'
import { event, noon } from './test-pipeline.ts'

/** Two ids that belong to the first and the second of two threads. */
const [first, second] = [0, 1].map((thread) => {
  for (let i = 0; ; i++) if (threadOf(`w${i}`, 2) === thread) return `w${i}`
}) as [string, string]

const later = () => {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/** Two pipelines in this thread; `wrap` has a look at what they write through. */
async function setUp(wrap = (connection: Connection, _workspace: string) => connection) {
  const folder = await mkdtemp(join(tmpdir(), 'brim-pool-'))
  const location = { kind: 'files' as const, folder }
  let ids = 0
  const opened: string[][] = [[], []]
  const threads = opened.map((mine) =>
    createPipeline({
      open: async (id) => {
        mine.push(id)
        return wrap(await openWorkspaceConnection(location, id), id)
      },
      newId: (prefix) => `${prefix}_${++ids}`,
      now: () => noon,
    }),
  )
  const pool = createPool(threads)
  onTestFinished(async () => {
    await pool.close()
    await rm(folder, { recursive: true, force: true })
  })
  const push = (workspace: string, ...names: string[]) =>
    pool.submit(workspace, { at: noon, inputs: names.map((name) => event(name, noon)) })
  return { pool, threads, opened, push }
}

test('a workspace always belongs to the same of the threads that there are', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 64 }), (workspace, threads) => {
      const thread = threadOf(workspace, threads)
      expect(thread).toBe(threadOf(workspace, threads))
      expect(Number.isInteger(thread) && thread >= 0 && thread < threads).toBe(true)
    }),
  )
})

test('workspaces are spread evenly', () => {
  const counts = new Map<number, number>()
  for (let i = 0; i < 10_000; i++) {
    const thread = threadOf(`ws_${i.toString(36)}`, 4)
    counts.set(thread, (counts.get(thread) ?? 0) + 1)
  }
  expect(counts.size).toBe(4)
  for (const count of counts.values()) expect(Math.abs(count - 2_500)).toBeLessThan(200)
})

test('whatever is asked of a workspace, one thread is asked', async () => {
  const asked = new Map<string, Set<number>>()
  const threads = [0, 1, 2].map(
    (place) =>
      new Proxy({} as PipelineThread, {
        get: () => async (workspace: string) => {
          asked.set(workspace, (asked.get(workspace) ?? new Set()).add(place))
          return place
        },
      }),
  )
  const { ping, metrics, onCommit, close, ...methods } = createPool(threads)
  const names = Object.keys(methods) as (keyof typeof methods)[]
  expect(names.length).toBeGreaterThan(15)
  const workspaces = Array.from({ length: 50 }, (_, i) => `w${i}`)
  for (const workspace of workspaces) {
    for (const name of names) {
      const answer = await (methods[name] as (id: string) => Promise<unknown>)(workspace)
      expect(answer).toBe(threadOf(workspace, 3))
    }
  }
  expect([...asked.values()].every((places) => places.size === 1)).toBe(true)
})

test('workspaces of two threads are written at the same time', async () => {
  const begun = { [first]: later(), [second]: later() }
  const { push, opened } = await setUp((connection, workspace) => ({
    ...connection,
    begin: async () => {
      const transaction = await connection.begin()
      begun[workspace]?.resolve()
      return {
        ...transaction,
        // Each commits only when the other has begun too.
        commit: async (last) => {
          await Promise.all(Object.values(begun).map((one) => one.promise))
          await transaction.commit(last)
        },
      }
    },
  }))
  const [one, two] = await Promise.all([push(first, 'a'), push(second, 'b')])
  expect([one.accepted, two.accepted]).toEqual([1, 1])
  expect(opened).toEqual([[first], [second]])
})

test('what is committed in any thread is told, until nobody listens', async () => {
  const { pool, push } = await setUp()
  const heard: string[] = []
  const leave = pool.onCommit((workspace, messages) => {
    for (const one of messages)
      if (one.type === 'event') heard.push(`${workspace} ${one.event.name}`)
  })
  await push(first, 'a')
  await push(second, 'b', 'c')
  leave()
  await push(first, 'unheard')
  expect(heard).toEqual([`${first} a`, `${second} b`, `${second} c`])
})

test('figures of all threads add up', async () => {
  const { pool, push } = await setUp()
  const repeated = event('same', noon)
  await push(first, 'a', 'b')
  await push(second, 'a', 'b', 'c')
  await pool.submit(second, { at: noon, inputs: [repeated, repeated] })
  const lines = (await pool.metrics()).split('\n')
  for (const line of [
    'brim_pipeline_inputs_total 7',
    'brim_pipeline_inputs_repeated_total 1',
    'brim_pipeline_works_total 3',
    'brim_pipeline_group_inputs_count 3',
    'brim_pipeline_group_inputs_sum 7',
    'brim_pipeline_group_inputs_bucket{le="2"} 2',
    'brim_pipeline_queue_depth 0',
  ]) {
    expect(lines).toContain(line)
  }
})

test('it is alive only when every thread is', async () => {
  const { threads } = await setUp()
  const stuck = {
    ...(threads[1] as PipelineThread),
    ping: () => Promise.reject(new Error('stuck')),
  }
  const pool = createPool([threads[0] as PipelineThread, stuck])
  await expect(pool.ping()).rejects.toThrow('stuck')
})

test('closing lets every thread finish what was begun', async () => {
  const { pool, push } = await setUp()
  const works = [first, second, first, second].map((workspace) => push(workspace, 'last'))
  await pool.close()
  expect((await Promise.all(works)).map((done) => done.accepted)).toEqual([1, 1, 1, 1])
})
