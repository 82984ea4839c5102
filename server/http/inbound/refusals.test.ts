// What doors refuse: in words that the library of a page may read, and without the key it came with.
import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { limits } from '../../../shared/protocol/api.ts'
import { createLogger } from '../../log.ts'
import { testApp } from '../../test-app.ts'
import { isDoor, requestTo, takesAnything, vendorOf } from './test-doors.ts'

const shop = 'https://shop.example'
type App = Awaited<ReturnType<typeof testApp>>

/** Each once: what stands before its handler is a route of its own. */
const doorsOf = ({ app }: App) => {
  const doors = app.routes.filter(
    (route) => route.method !== 'ALL' && isDoor(route) && !takesAnything(route),
  )
  return [...new Map(doors.map((one) => [`${one.method} ${one.path}`, one])).values()]
}

/** What a browser must be told before a page's script sees the status, the words and when to come again. */
function expectReadable(response: Response, where: string) {
  const { headers } = response
  expect(response.status, where).toBeGreaterThanOrEqual(400)
  expect(headers.get('access-control-allow-origin'), where).toBe(shop)
  expect(headers.get('access-control-allow-credentials'), where).toBe('true')
  expect(headers.get('access-control-expose-headers'), where).toContain('Retry-After')
  expect(headers.get('vary')?.match(/origin/gi), where).toHaveLength(1)
}

test('a page’s library can read each refusal of each door', async () => {
  const app = await testApp()
  const ask = (method: string, path: string, body?: unknown, headers = {}) =>
    app.request(method, path, body, { origin: shop, ...headers })
  for (const route of doorsOf(app)) {
    const { path, body } = requestTo(route, 'wk_guess', 'mara')
    const where = `${route.method} ${path}`
    expectReadable(await ask(route.method, path, body), where)
    if (route.method === 'GET') continue
    expectReadable(await ask('POST', path, '{"'), `${where} malformed`)
    expectReadable(await ask('POST', path, body, { 'content-encoding': 'br' }), `${where} packed`)
    const large = 'x'.repeat(limits.batchBytes + 1)
    expectReadable(await ask('POST', path, large), `${where} too large`)
  }
  for (const path of ['/in/segment/v1/nothing', '/in/posthog/array/x/config.js', '/in/nobody']) {
    expectReadable(await ask('POST', path, {}), path)
    expectReadable(await ask('GET', path), path)
  }
})

test('what is refused before it is read is said as the tool says it, to pages as well', async () => {
  const app = await testApp()
  // Whoever sends has had their part already.
  while (app.deps.guard.bodies.take('', 1_000_000)) {}
  const { token } = await app.addSource('segment', { sender: 'browser' })
  for (const route of doorsOf(app)) {
    if (route.method === 'GET') continue
    const { path, body } = requestTo(route, token, 'mara')
    const response = await app.request('POST', path, body, { origin: shop })
    expectReadable(response, path)
    expect([response.status, response.headers.get('retry-after')], path).toEqual([503, '1'])
    const said = await response.json()
    expect(said.error?.message, `${vendorOf(route)} has another form`).toBeUndefined()
    expect(JSON.stringify(said)).toContain('Too much at once')
  }
  const opened = await app.widget('/open', app.session())
  expect(opened.status).toBe(503)
  expect(opened.headers.get('access-control-allow-origin')).toBe('*')
  // So are the doors of servers and the API.
  for (const path of ['/inbound/segment/x', '/inbound/stripe/x', '/v1/events']) {
    expect((await app.request('POST', path, {})).status, path).toBe(503)
  }
})

test('a library may send whatever headers of its own it has', async () => {
  const app = await testApp()
  const asked = 'anonymousid, authorization, x-retry-count'
  const answer = await app.request('OPTIONS', '/v1/batch', undefined, {
    origin: shop,
    'access-control-request-method': 'POST',
    'access-control-request-headers': asked,
  })
  expect(answer.status).toBe(204)
  const allowed = answer.headers.get('access-control-allow-headers')?.split(/, */)
  expect(allowed).toEqual(asked.split(', '))
})

test('a key in an address is in no line of the log, no refusal and no list of them', async () => {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const app = await testApp({ log: createLogger('debug', sink) })
  const ada = await app.signIn()
  const segment = await app.addSource('segment_webhook')
  const stripe = await app.addSource('stripe')
  const browser = await app.addSource('segment', { sender: 'browser' })
  const tokens = [segment, stripe, browser].map((one) => one.token)
  const escaped = (token: string) => `%${token.charCodeAt(0).toString(16)}${token.slice(1)}`
  const said: string[] = []
  for (const token of tokens.flatMap((one) => [one, escaped(one)])) {
    for (const path of [
      `/inbound/segment/${token}`,
      `/inbound/stripe/${token}`,
      `/in/segment/v1/projects/${token}/settings`,
      `/v1/projects/${token}/settings`,
      `/inbound/segment/${token}/more`,
      `/nowhere/${token}`,
    ]) {
      for (const method of ['GET', 'POST']) {
        const body = method === 'GET' ? undefined : [{ type: 'track' }, 7]
        const response = await app.request(method, path, body, { 'x-signature': 'ab' })
        if (response.status >= 400) said.push(await response.text())
      }
    }
  }
  for (const { id } of [segment, stripe, browser]) {
    said.push(JSON.stringify(await app.deps.recent.of({ workspace: 'w1', id })))
    said.push(await (await ada('GET', `/w/w1/sources/${id}/billing`)).text())
  }
  const told = await app.deps.recent.of({ workspace: 'w1', id: segment.id })
  expect(told.length).toBeGreaterThan(0)
  expect(lines.length).toBeGreaterThan(40)
  const all = [...lines, ...said, await app.deps.metrics.text()].join('\n')
  expect(all).toContain('/inbound/segment')
  for (const token of tokens) expect(all).not.toContain(token.slice(3))
})
