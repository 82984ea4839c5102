import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { testApp } from '../../test-app.ts'

const noAnswer = () => new Promise<never>(() => {})

test('it is healthy while its threads turn, and ready while it can write', async () => {
  const { request } = await testApp()
  expect(await (await request('GET', '/healthz')).json()).toEqual({
    status: 'ok',
    checks: { main: 'ok', pipeline: 'ok' },
  })
  expect(await (await request('GET', '/readyz')).json()).toEqual({
    status: 'ready',
    checks: { stopping: 'ok', database: 'ok', pipeline: 'ok', disk: 'ok' },
  })
})

test('a control database that fails makes it unready, and says so without a word of the fault', async () => {
  const { request, deps, logged } = await testApp()
  await deps.control.db.run(sql`pragma foreign_keys = off`)
  await deps.control.db.run(sql`drop table workspaces`)
  const response = await request('GET', '/readyz')
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('5')
  expect(await response.json()).toEqual({
    error: {
      code: 'unavailable',
      message: 'Not ready: database',
      issues: [{ path: 'database', message: 'It does not answer' }],
    },
  })
  // What failed, and that it did.
  expect(logged).toMatchObject([
    [expect.any(Error), 'database'],
    [{ route: '/readyz', status: 503 }, 'request failed'],
  ])
  expect((await request('GET', '/healthz')).status).toBe(200)
})

test('a pipeline that is stuck is neither healthy nor ready', async () => {
  const { request } = await testApp({
    pipeline: (real) => ({ ...real, ping: noAnswer }),
    limits: { aliveWithinMs: 200, readyWithinMs: 100 },
  })
  for (const [path, withinMs] of [
    ['/healthz', 200],
    ['/readyz', 100],
  ] as const) {
    const response = await request('GET', path)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({
      error: {
        issues: expect.arrayContaining([
          { path: 'pipeline', message: `No answer within ${withinMs} ms` },
        ]),
      },
    })
  }
})

test('a disk that is full makes it unready before a write fails', async () => {
  const { request } = await testApp({ limits: { leastFreeBytes: Number.MAX_SAFE_INTEGER } })
  const response = await request('GET', '/readyz')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({
    error: { issues: [{ path: 'disk', message: expect.stringMatching(/^\d+ MB are free, /) }] },
  })
})

test('it is not ready from the moment it is told to stop, and still healthy', async () => {
  const { request, deps } = await testApp()
  expect((await request('GET', '/readyz')).status).toBe(200)
  deps.checks.stop()
  const response = await request('GET', '/readyz')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ error: { issues: [{ path: 'stopping' }] } })
  expect((await request('GET', '/healthz')).status).toBe(200)
})

test('many who ask at once are one question', async () => {
  let asked = 0
  const { request, clock } = await testApp({
    pipeline: (real) => ({
      ...real,
      ping: async () => {
        asked++
      },
    }),
  })
  await Promise.all(Array.from({ length: 50 }, () => request('GET', '/healthz')))
  expect(asked).toBe(1)
  clock.now += 1_000
  await request('GET', '/healthz')
  expect(asked).toBe(2)
  // A clock that is set back an hour makes no answer an hour old.
  clock.now -= 3_600_000
  await request('GET', '/healthz')
  expect(asked).toBe(3)
})
