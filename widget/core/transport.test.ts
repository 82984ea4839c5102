import { afterEach, expect, test, vi } from 'vitest'
import { createPost } from './transport.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

const setUp = (answer: () => Promise<Response>, timeoutMs = 1_000) => {
  const fetch = vi.fn<typeof globalThis.fetch>((_, init) =>
    Promise.race([
      answer(),
      new Promise<Response>((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
      }),
    ]),
  )
  const beacons: [string, string][] = []
  vi.stubGlobal('fetch', fetch)
  vi.stubGlobal('navigator', {
    sendBeacon: (...sent: [string, string]) => beacons.push(sent) > 0,
  })
  const post = createPost('https://brim.example/b', timeoutMs)
  return { post, fetch, beacons }
}

test('sends plain text by keepalive, without credentials', async () => {
  const { post, fetch } = setUp(async () => Response.json({ armed: [] }))
  expect(await post('/v1/open', '{}')).toEqual({
    status: 200,
    body: { armed: [] },
    retryAfterMs: 0,
  })
  const [url, init] = fetch.mock.calls[0] ?? []
  expect(url).toBe('https://brim.example/b/v1/open')
  expect(init).toMatchObject({ method: 'POST', body: '{}', keepalive: true, credentials: 'omit' })
  expect(init?.headers).toBeUndefined()
})

test('what may be larger than browsers keep alive goes without', async () => {
  const { post, fetch } = setUp(async () => Response.json({ armed: [] }))
  await post('/v1/open', 'x'.repeat(30_000))
  await post('/v1/open', 'x'.repeat(90_000))
  expect(fetch.mock.calls.map(([, init]) => init?.keepalive)).toEqual([true, false])
})

test.each([
  ['no network', async () => Promise.reject(new TypeError('failed')), { status: 0 }],
  ['an answer that never comes', () => new Promise<Response>(() => {}), { status: 0 }],
  [
    'an answer that is no JSON',
    async () => new Response('<html>'),
    { status: 200, body: undefined, retryAfterMs: 0 },
  ],
  [
    'a server that names a time',
    async () => new Response('{}', { status: 503, headers: { 'Retry-After': '7' } }),
    { status: 503, body: {}, retryAfterMs: 7_000 },
  ],
])('answers to %s', async (_, answer, expected) => {
  expect(await setUp(answer, 20).post('/v1/sync', '{}')).toEqual(expected)
})

test('falls back to a beacon only when the page is leaving', async () => {
  const { post, beacons } = setUp(() => Promise.reject(new TypeError('quota')))
  await post('/v1/sync', 'a')
  await post('/v1/sync', 'b', true)
  expect(beacons).toEqual([['https://brim.example/b/v1/sync', 'b']])
})
