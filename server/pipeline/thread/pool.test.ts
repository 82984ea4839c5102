import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { Connection } from '../../store/connection.ts'
import { openWorkspaceConnection } from '../../store/open.ts'
import { createPipeline } from '../in-process.ts'
import { event, noon } from '../test-pipeline.ts'
import type { PipelineThread } from './pool.ts'
import { createPool } from './pool.ts'

const first = 'first'
const second = 'second'

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
  /** What each of the threads has opened. */
  const opened: string[][] = []
  const start = () => {
    const mine: string[] = []
    opened.push(mine)
    return createPipeline({
      open: async (id) => {
        mine.push(id)
        return wrap(await openWorkspaceConnection(location, id), id)
      },
      newId: (prefix) => `${prefix}_${++ids}`,
      now: () => noon,
    })
  }
  const pool = createPool(start, 2)
  onTestFinished(async () => {
    await pool.close()
    await rm(folder, { recursive: true, force: true })
  })
  const push = (workspace: string, ...names: string[]) =>
    pool.submit(workspace, { at: noon, inputs: names.map((name) => event(name, noon)) })
  return { pool, opened, push }
}

/** Threads that answer which of them was asked. */
function numbered(most: number) {
  let started = 0
  const closed: number[] = []
  const start = () => {
    const place = started++
    return new Proxy({} as PipelineThread, {
      get: (_, method) => async () => {
        if (method === 'close') closed.push(place)
        return place
      },
    })
  }
  const pool = createPool(start, most)
  const ask = (workspace: string) => pool.sweep(workspace, noon)
  return { pool, ask, closed, started: () => started }
}

test('a workspace always belongs to the same thread, and each thread has as many as the others', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string(), { minLength: 1 }),
      fc.integer({ min: 1, max: 8 }),
      async (workspaces, most) => {
        const { ask, started } = numbered(most)
        const places = new Map<string, number>()
        for (const workspace of [...workspaces, ...workspaces]) {
          const place = await ask(workspace)
          expect(places.get(workspace) ?? place).toBe(place)
          places.set(workspace, place)
        }
        expect(started()).toBe(Math.min(most, places.size))
        const counts = Array.from({ length: started() }, () => 0)
        for (const place of places.values()) counts[place] = (counts[place] ?? 0) + 1
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      },
    ),
  )
})

test('a thread is begun when it is needed: one workspace has one', async () => {
  const { pool, ask, closed, started } = numbered(4)
  expect(started()).toBe(1)
  await ask('a')
  await ask('a')
  expect(started()).toBe(1)
  await ask('b')
  expect(started()).toBe(2)
  await pool.close()
  expect(closed).toEqual([0, 1])
  // Who is late finds a closed one, which says so, and begins none.
  await ask('c')
  expect(started()).toBe(2)
})

test('whatever is asked of a workspace, its own thread is asked', async () => {
  const { pool } = numbered(3)
  const { ping, metrics, onCommit, close, ...methods } = pool
  const names = Object.keys(methods) as (keyof typeof methods)[]
  expect(names.length).toBeGreaterThan(15)
  for (const [place, workspace] of ['a', 'b', 'c', 'd'].entries()) {
    for (const name of names) {
      const answer = await (methods[name] as (id: string) => Promise<unknown>)(workspace)
      expect(answer).toBe(place % 3)
    }
  }
})

test('workspaces of two threads are written at the same time', async () => {
  const begun = { [first]: later(), [second]: later() }
  const { push, opened } = await setUp((connection, workspace) => ({
    ...connection,
    begin: async () => {
      const transaction = await connection.begin()
      begun[workspace as keyof typeof begun]?.resolve()
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
  let started = 0
  const pool = createPool(() => {
    const isStuck = started++ === 1
    const get = (_: unknown, method: string) => async () => {
      if (isStuck && method === 'ping') throw new Error('stuck')
    }
    return new Proxy<PipelineThread>({} as PipelineThread, { get })
  }, 2)
  await pool.sweep(first, noon)
  await pool.ping()
  await pool.sweep(second, noon)
  await expect(pool.ping()).rejects.toThrow('stuck')
})

test('closing lets every thread finish what was begun', async () => {
  const { pool, push } = await setUp()
  const works = [first, second, first, second].map((workspace) => push(workspace, 'last'))
  await pool.close()
  expect((await Promise.all(works)).map((done) => done.accepted)).toEqual([1, 1, 1, 1])
})
