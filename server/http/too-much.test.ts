/** What is answered when there is too much: at once, with when to come again, and to whom it is due. */
import { expect, test } from 'vitest'
import { createAdmission } from '../overload/admission.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Done } from '../pipeline/work.ts'
import { home, origin, type TestOptions, testApp } from '../test-app.ts'

/** A whole server whose callers have addresses. */
async function addressedApp(options: TestOptions) {
  const made = await testApp(options)
  const from = (address: string) => ({
    send: (path: string, init: RequestInit = {}) =>
      made.app.request(home + path, init, { incoming: { socket: { remoteAddress: address } } }),
    widget(body: unknown, headers = {}) {
      const init = { method: 'POST', headers: { origin, ...headers }, body: JSON.stringify(body) }
      return this.send('/b/v1/open', init)
    },
    api(token: string | undefined, path = '/accounts/acme') {
      return this.send(`/v1${path}`, token ? { headers: { authorization: `Bearer ${token}` } } : {})
    },
  })
  return { ...made, from }
}

const many = async <T>(n: number, run: () => T | Promise<T>): Promise<T[]> => {
  const all: T[] = []
  for (let i = 0; i < n; i++) all.push(await run())
  return all
}
const retryOf = (response: Response) => [response.status, response.headers.get('retry-after')]

test('a key is good for so many requests a second, others go on', async () => {
  const { api, keys, clock } = await testApp({ rates: { secretKey: 2 } })
  const ask = () => api('GET', '/settings')
  expect((await many(6, ask)).map((one) => one.status)).toEqual(Array(6).fill(200))
  const refused = await ask()
  expect(retryOf(refused)).toEqual([429, '1'])
  expect(await refused.json()).toEqual({
    error: { code: 'rate_limited', message: 'Too many requests with this key: slow down' },
  })
  expect((await api('GET', '/settings', undefined, keys.others)).status).toBe(200)
  clock.now += 500
  expect((await many(2, ask)).map((one) => one.status)).toEqual([200, 429])
})

test('an address is good for so many requests of pages and people, whatever their key', async () => {
  const { from, session, keys, clock } = await addressedApp({ rates: { address: 1 } })
  const office = from('203.0.113.9')
  const opened = await many(3, () => office.widget(session()))
  expect(opened.map((one) => one.status)).toEqual([200, 200, 200])
  // Before its body is looked at, and in a form that the page's script can read.
  const init = { method: 'POST', headers: { origin }, body: '{' }
  const refused = await office.send('/b/v1/sync', init)
  expect(retryOf(refused)).toEqual([429, '1'])
  expect(refused.headers.get('access-control-allow-origin')).toBe('*')
  expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After')
  expect(await refused.json()).toMatchObject({ error: { code: 'rate_limited' } })
  expect((await office.send('/console/api/me')).status).toBe(429)
  expect((await office.send('/docs')).status).toBe(429)
  // Files, probes, backends and other addresses go on.
  expect((await office.send('/healthz')).status).toBe(200)
  expect((await office.api(keys.secret, '/settings')).status).toBe(200)
  expect((await from('203.0.113.10').widget(session())).status).toBe(200)
  clock.now += 1_000
  expect((await office.widget(session())).status).toBe(200)
})

test('who tries keys is slowed, and who has one beside them is not', async () => {
  const { from, keys, session, clock } = await addressedApp({ rates: { unknownKey: 1 } })
  const here = from('203.0.113.9')
  expect((await here.api(keys.secret, '/settings')).status).toBe(200)
  const tried = [
    await here.api('sk_guess'),
    await here.api(undefined),
    await here.widget(session({ key: 'pk_guess' })),
  ]
  expect(tried.map((one) => one.status)).toEqual([401, 401, 401])
  const refused = [
    await here.api('sk_another'),
    await here.api(undefined),
    await here.widget(session({ key: 'pk_another' })),
  ]
  expect(refused.map(retryOf)).toEqual(Array(3).fill([429, '1']))
  expect((await here.api(keys.secret, '/settings')).status).toBe(200)
  // One that is not known yet is not looked up either: it is let in a moment later.
  expect((await here.api(keys.others, '/settings')).status).toBe(429)
  expect((await from('203.0.113.10').api('sk_guess')).status).toBe(401)
  clock.now += 1_000
  expect((await here.api(keys.others, '/settings')).status).toBe(200)
})

test('a key of the other kind counts as none', async () => {
  const { from, keys } = await addressedApp({ rates: { unknownKey: 1 } })
  const here = from('203.0.113.9')
  const answers = await many(4, () => here.api(keys.publishable))
  // The fourth is one that exists, and stays refused for what it is.
  expect(answers.map((one) => one.status)).toEqual([401, 401, 401, 401])
})

test('behind a trusted proxy it counts what that says, behind another it does not', async () => {
  const { from, session } = await addressedApp({
    rates: { address: 1 },
    trustedProxies: ['10.0.0.0/8'],
  })
  const by = (proxy: string, client: string) => () =>
    from(proxy).widget(session(), { 'x-forwarded-for': client })
  const statusesOf = async (run: () => Response | Promise<Response>) =>
    (await many(4, run)).map((one) => one.status)
  expect(await statusesOf(by('10.0.0.1', '198.51.100.1'))).toEqual([200, 200, 200, 429])
  expect(await statusesOf(by('10.0.0.2', '1.1.1.1, 198.51.100.2'))).toEqual([200, 200, 200, 429])
  expect((await by('10.0.0.2', '198.51.100.1')()).status).toBe(429)
  expect(await statusesOf(by('203.0.113.9', '198.51.100.3'))).toEqual([200, 200, 200, 429])
  expect((await by('203.0.113.9', '198.51.100.4')()).status).toBe(429)
})

test('an operator who has not named the proxy is told, once', async () => {
  const { from, session, logged } = await addressedApp({ rates: { address: 1 } })
  const proxied = (client: string) => () =>
    from('10.0.0.1').widget(session(), { 'x-forwarded-for': client })
  await many(4, proxied('198.51.100.1'))
  await many(4, proxied('198.51.100.2'))
  expect(JSON.stringify(logged).match(/BRIM_TRUSTED_PROXIES/g)?.length).toBe(1)
  expect(JSON.stringify(logged)).not.toContain('198.51.100')
})

test('who guesses at many passwords at once keeps nobody else from signing in', async () => {
  const { from, owner } = await addressedApp({})
  const signIn = (address: string, email: string) =>
    from(address).send('/console/api/auth/sign-in/email', {
      method: 'POST',
      headers: { origin: home, 'content-type': 'application/json' },
      body: JSON.stringify({ ...owner, email }),
    })
  const guesses = Array.from({ length: 40 }, (_, i) =>
    signIn('203.0.113.9', `eve-${i}@example.com`),
  )
  expect((await signIn('198.51.100.1', owner.email)).status).toBe(200)
  const statuses = (await Promise.all(guesses)).map((one) => one.status)
  expect(new Set(statuses)).toEqual(new Set([401, 429]))
}, 20_000)

/** A pipeline that answers when the test says so, behind its door. */
function slowPipeline(mostInputs: number) {
  const begun: ((done: Done) => void)[] = []
  const alarms: (() => void)[] = []
  const pipeline = (real: Pipeline): Pipeline => ({
    ...real,
    submit: () => new Promise((resolve) => begun.push(resolve)),
  })
  const admission = createAdmission({
    mostInputs,
    withinMs: 5_000,
    after: (_, run) => {
      alarms.push(run)
      return () => {}
    },
  })
  const answer = () => {
    const nothing = { accepted: 1, repeated: 0, refused: [], decisions: [] }
    for (const resolve of begun)
      resolve({ ...nothing, armed: [], shown: [], placements: [], seq: 0 })
  }
  return { options: { pipeline, admission }, begun, alarms, answer }
}

const event = { name: 'probe', account: 'acme', user: 'mara' }

test.each([
  [10, 'It is not known to be written: send it again'],
  // Full to the last input: then no body is read.
  [8, 'Too much is waiting, nothing was read: send it again'],
])(
  'with room for %i inputs what does not fit is refused at once, another workspace is served',
  async (room, message) => {
    const slow = slowPipeline(room)
    const { api, keys } = await testApp(slow.options)
    const post = (token?: string) => api('POST', '/events', { events: [event] }, token)
    const first = [post(), post()]
    await expect.poll(() => slow.begun.length).toBe(2)
    const refused = await post()
    expect(retryOf(refused)).toEqual([503, '1'])
    expect(await refused.json()).toEqual({
      error: { code: 'unavailable', message },
    })
    const other = post(keys.others)
    await expect.poll(() => slow.begun.length).toBe(3)
    slow.answer()
    const answers = await Promise.all([...first, other])
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200])
  },
)

test('a database that is silent too long is told of, in words that say what is not known', async () => {
  const slow = slowPipeline(100)
  const { api, widget, session, keys } = await testApp(slow.options)
  const post = (token?: string) => api('POST', '/events', { events: [event] }, token)
  const asked = post()
  await expect.poll(() => slow.alarms.length).toBe(1)
  slow.alarms[0]?.()
  const late = await asked
  expect(retryOf(late)).toEqual([503, '5'])
  const { error } = await late.json()
  expect(error.code).toBe('unavailable')
  expect(error.message).toContain('may have been written')
  expect(error.message).toContain('same message ids')
  // From then on nobody waits for it.
  expect(retryOf(await post())).toEqual([503, '1'])
  expect(retryOf(await widget('/open', session()))).toEqual([503, '1'])
  const other = post(keys.others)
  await expect.poll(() => slow.begun.length).toBe(2)
  slow.answer()
  expect((await other).status).toBe(200)
  const again = post()
  await expect.poll(() => slow.begun.length).toBe(3)
  slow.answer()
  expect((await again).status).toBe(200)
})

test('bodies have so much room, and give it back whatever becomes of them', async () => {
  const { api, widget, session, deps, signIn } = await testApp()
  const { bodies } = deps.guard
  await api('POST', '/events', { events: [event] })
  await api('POST', '/events', '{ not json')
  await api('POST', '/events', { events: [event] }, 'sk_guess')
  await api('POST', '/nothing', {})
  await widget('/open', session())
  await signIn()
  expect(bodies.held()).toBe(0)
  while (bodies.take('', 450_000));
  const headers = { 'content-length': '450000' }
  expect(retryOf(await widget('/open', session(), headers))).toEqual([503, '1'])
  // What doesn't say how long it is, or is packed, may be as long as any.
  const chunked = { 'transfer-encoding': 'chunked' }
  expect(retryOf(await widget('/open', session(), chunked))).toEqual([503, '1'])
  const packed = { 'content-length': '100', 'content-encoding': 'gzip' }
  expect(retryOf(await widget('/open', session(), packed))).toEqual([503, '1'])
  const body = JSON.stringify(session())
  const short = { 'content-length': String(body.length) }
  expect((await widget('/open', body, short)).status).toBe(200)
})

test('every route tells that it may be too much, and when to come again', async () => {
  const { app } = await testApp()
  const { paths } = await (await app.request('/openapi.json')).json()
  const operations = Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, one })),
  )
  expect(operations.length).toBeGreaterThan(30)
  for (const { path, method, one } of operations) {
    for (const status of ['429', '503']) {
      const name = `${method} ${path} ${status}`
      expect(one.responses[status]?.headers?.['Retry-After']?.schema?.type, name).toBe('integer')
    }
  }
})

type Operation = {
  responses: Record<string, { headers?: Record<string, { schema?: { type?: string } }> }>
}
