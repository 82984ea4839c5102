// The doors of tools, as their own clients use them: what lands, what is refused, and in which words.
import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createAdmission } from '../../overload/admission.ts'
import { PipelineUnavailable } from '../../pipeline/pipeline.ts'
import { home, testApp } from '../../test-app.ts'

type App = Awaited<ReturnType<typeof testApp>>

const basic = (key: string) => ({ authorization: `Basic ${btoa(`${key}:`)}` })
const track = (more = {}) => ({
  type: 'track',
  event: 'Order Placed',
  userId: 'mara',
  messageId: 'm1',
  context: { groupId: 'acme' },
  ...more,
})

async function eventsOf({ deps }: App, workspace = 'w1') {
  const { client } = await deps.openWorkspace(workspace)
  const { rows } = await client.execute(
    "SELECT name, account, user, source, occurred_at AS at FROM events WHERE source <> 'brim' ORDER BY seq",
  )
  return rows.map((row) => ({ ...row }))
}

test('every path of Segment’s API takes its messages, by name and by letter, in any of its forms', async () => {
  const app = await testApp()
  const { token } = await app.addSource('segment')
  const calls: [string, object][] = [
    ['/v1/track', track({ type: undefined })],
    ['/v1/t/', track({ messageId: 'm2' })],
    ['/in/segment/v1/identify', { userId: 'mara', traits: { role: 'admin' } }],
    ['/in/segment/v1/i', { userId: 'mara', traits: { role: 'owner' } }],
    ['/v1/group', { userId: 'mara', groupId: 'acme', traits: { plan: 'free' } }],
    ['/v1/g', { userId: 'mara', groupId: 'acme', traits: { plan: 'pro' } }],
    ['/v1/page', { userId: 'mara', properties: { path: '/a' } }],
    ['/v1/p', { userId: 'mara', properties: { path: '/b' } }],
    ['/v1/screen', { userId: 'mara', name: 'Home' }],
    ['/v1/s', { userId: 'mara', name: 'Home' }],
    ['/v1/alias', { userId: 'mara', previousId: 'x' }],
    ['/v1/a', { userId: 'mara', previousId: 'x' }],
    ['/v1/batch', { batch: [track({ messageId: 'm3' })] }],
    ['/v1/b', { batch: [track({ messageId: 'm4' })] }],
    ['/v1/import', { batch: [track({ messageId: 'm5' })] }],
    ['/v1/m', { series: [] }],
  ]
  for (const [path, body] of calls) {
    const response = await app.request('POST', path, body, basic(token))
    expect([response.status, await response.json()], path).toEqual([200, { success: true }])
  }
  const names = (await eventsOf(app)).map((one) => one.name)
  expect(names.filter((name) => name === 'Order Placed')).toHaveLength(5)
  expect(names.filter((name) => name === 'page_viewed')).toHaveLength(4)
  const account = await (await app.api('GET', '/accounts/acme')).json()
  expect(account.traits).toMatchObject({ plan: 'pro' })
  const user = await (await app.api('GET', '/users/mara')).json()
  expect(user).toMatchObject({ account: 'acme', traits: { role: 'owner' } })
})

test('the key is in the header, the body or a bearer; packed or not, whatever the Content-Type', async () => {
  const app = await testApp()
  const { token } = await app.addSource('segment')
  const body = JSON.stringify({ batch: [track()], writeKey: token })
  const keyless = JSON.stringify({ batch: [track({ messageId: 'm2' })] })
  const form = 'application/x-www-form-urlencoded'
  const sent: [string | Uint8Array<ArrayBuffer>, Record<string, string>][] = [
    [body, {}],
    [body, { 'content-type': 'text/plain' }],
    [keyless, basic(token)],
    [keyless, { authorization: `Bearer ${token}` }],
    [new Uint8Array(gzipSync(body)), { 'content-encoding': 'gzip', 'content-type': form }],
    [new Uint8Array(gzipSync(body)), { 'content-type': form }],
  ]
  for (const [text, headers] of sent) {
    const response = await app.app.request(`${home}/v1/batch`, {
      method: 'POST',
      body: text,
      headers,
    })
    expect(response.status, JSON.stringify(headers)).toBe(200)
  }
  expect(await eventsOf(app)).toHaveLength(2)
})

test('a clock that is wrong is corrected, and history stays where it was', async () => {
  const app = await testApp()
  const { token } = await app.addSource('segment')
  const hourLate = new Date(app.clock.now + 3_600_000).toISOString()
  const batch = [
    track({ originalTimestamp: new Date(app.clock.now + 3_500_000).toISOString() }),
    track({ messageId: 'm2', timestamp: '2026-01-01T00:00:00Z', sentAt: undefined }),
  ]
  await app.request('POST', '/v1/batch', { batch: [batch[0]], sentAt: hourLate }, basic(token))
  await app.request('POST', '/v1/batch', { batch: [batch[1]] }, basic(token))
  expect((await eventsOf(app)).map((one) => one.at)).toEqual([
    app.clock.now - 100_000,
    Date.parse('2026-01-01T00:00:00Z'),
  ])
})

test('what is refused by itself costs nothing beside it, and is told in the console', async () => {
  const app = await testApp()
  const { token, id } = await app.addSource('segment')
  const batch = [track(), { type: 'wobble' }, 7, track({ messageId: 'm2', event: 'Paywall Hit' })]
  const response = await app.request('POST', '/v1/batch', { batch }, basic(token))
  expect(await response.json()).toEqual({ success: true })
  expect(await eventsOf(app)).toHaveLength(1)
  const ask = await app.signIn()
  const refused = await (await ask('GET', '/w/w1/refusals')).json()
  expect(refused.map((one: { issues: { message: string }[] }) => one.issues[0]?.message)).toEqual([
    '"Paywall Hit" means a paywall hit by the mapping, but its property "feature" is missing or not a text',
    'A message is an object',
    'There is no message of type "wobble"',
  ])
  expect(refused[0].item).toContain('"user":"mara"')
  const { mapping } = (await (await ask('GET', '/w/w1/sources')).json())[0]
  const tried = await (await ask('POST', `/w/w1/sources/${id}/try`, { mapping })).json()
  expect(tried.map((one: { becomes: { kind: string } }) => one.becomes.kind)).toEqual([
    'refused',
    'refused',
    'refused',
    'items',
  ])
})

test('a mapping is tried on what really came, and counts from when it is saved', async () => {
  const app = await testApp()
  const { token, id } = await app.addSource('segment')
  const send = (messageId: string) =>
    app.request('POST', '/v1/track', track({ event: 'Wall', messageId }), basic(token))
  await send('m1')
  const ask = await app.signIn()
  const { mapping } = (await (await ask('GET', '/w/w1/sources')).json())[0]
  const rule = { means: 'paywall_hit', event: 'wall', feature: { value: 'export' } }
  const changed = { ...mapping, rules: [rule] }
  const tried = await (await ask('POST', `/w/w1/sources/${id}/try`, { mapping: changed })).json()
  expect(tried[0].becomes.items[0].event).toMatchObject({ name: 'paywall_hit', account: 'acme' })
  expect((await eventsOf(app)).map((one) => one.name)).toEqual(['Wall'])
  expect((await ask('PUT', `/w/w1/sources/${id}`, { mapping: changed })).status).toBe(200)
  await send('m2')
  expect((await eventsOf(app)).map((one) => one.name)).toEqual(['Wall', 'paywall_hit'])
})

test('a browser’s key says of traits what a page says: hints; a server’s says what holds', async () => {
  const app = await testApp()
  const { token: browser } = await app.addSource('segment', { sender: 'browser' })
  const { token: server } = await app.addSource('segment')
  const say = (key: string, plan: string) =>
    app.request('POST', '/v1/group', { groupId: 'acme', traits: { plan } }, basic(key))
  const planOf = async () => (await (await app.api('GET', '/accounts/acme')).json()).traits.plan
  await say(browser, 'enterprise')
  expect(await planOf()).toBe('enterprise')
  const { plan } = await (await app.api('GET', '/accounts/acme/entitlements')).json()
  expect(plan).toBeNull()
  await say(server, 'free')
  await say(browser, 'enterprise')
  expect(await planOf()).toBe('free')
  // Nor does it write history older than a page's queue.
  const old = track({ timestamp: '2020-01-01T00:00:00Z' })
  await app.request('POST', '/v1/track', old, basic(browser))
  const [event] = await eventsOf(app).then((all) =>
    all.filter((one) => one.name === 'Order Placed'),
  )
  expect(event).toMatchObject({ source: 'tool_browser', at: app.clock.now - 7 * 86_400_000 })
})

test('what a user does before and after their account is known belongs to it', async () => {
  const app = await testApp()
  const { token } = await app.addSource('segment')
  const alone = (messageId: string) => track({ messageId, context: {} })
  const batch = [alone('m1'), { type: 'group', userId: 'mara', groupId: 'acme' }, alone('m2')]
  await app.request('POST', '/v1/batch', { batch }, basic(token))
  await app.request('POST', '/v1/batch', { batch: [alone('m3')] }, basic(token))
  const events = (await eventsOf(app)).filter((one) => one.name === 'Order Placed')
  expect(events.map((one) => one.account)).toEqual(['user:mara', 'acme', 'acme'])
})

test('a wrong key is told, and a key of another tool is told apart', async () => {
  const app = await testApp()
  const { token, id } = await app.addSource('amplitude')
  const wrong = await app.request('POST', '/v1/batch', { batch: [] }, basic('wk_wrong'))
  expect([wrong.status, await wrong.json()]).toEqual([
    401,
    {
      success: false,
      message: 'There is no such write key, or it was revoked: see Set up -> Sources',
    },
  ])
  for (const key of [app.keys.secret, app.keys.publishable, '']) {
    expect((await app.request('POST', '/v1/track', track(), basic(key))).status).toBe(401)
  }
  const other = await app.request('POST', '/v1/track', track(), basic(token))
  expect(other.status).toBe(401)
  const ask = await app.signIn()
  const { mapping } = (await (await ask('GET', '/w/w1/sources')).json())[0]
  const tried = await (await ask('POST', `/w/w1/sources/${id}/try`, { mapping })).json()
  expect(tried[0].becomes.issues[0].message).toContain('This write key is for Amplitude')
  expect(await eventsOf(app)).toEqual([])
})

test('too much, malformed and unwritten are answered so that clients do the right thing', async () => {
  const app = await testApp({
    pipeline: (real) => ({
      ...real,
      submit: () => Promise.reject(new PipelineUnavailable('away')),
    }),
  })
  const { token } = await app.addSource('segment')
  const send = (body: unknown) => app.request('POST', '/v1/batch', body, basic(token))
  const large = { batch: [track({ properties: { x: 'x'.repeat(600_000) } })] }
  expect((await send('{')).status).toBe(400)
  expect((await send({ nothing: 1 })).status).toBe(400)
  expect((await send(large)).status).toBe(400)
  const bomb = new Uint8Array(gzipSync(`[${' '.repeat(20_000_000)}]`))
  const packed = {
    method: 'POST',
    body: bomb,
    headers: { ...basic(token), 'content-encoding': 'gzip' },
  }
  expect((await app.app.request(`${home}/v1/batch`, packed)).status).toBe(400)
  const away = await send({ batch: [track()] })
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '1'])
})

test('a source that floods is told to wait, and another goes on', async () => {
  const app = await testApp({ rates: { secretKey: 1 } })
  const { token } = await app.addSource('segment')
  const { token: calm } = await app.addSource('segment')
  const send = (key: string) => app.request('POST', '/v1/track', track(), basic(key))
  const statuses = []
  for (let i = 0; i < 4; i++) statuses.push((await send(token)).status)
  expect(statuses).toEqual([200, 200, 200, 429])
  expect((await send(token)).headers.get('retry-after')).toBe('1')
  expect((await send(calm)).status).toBe(200)
})

test('nothing is read of a source for which there is no room', async () => {
  const after = () => () => {}
  const admission = createAdmission({ mostInputs: 1, withinMs: 1_000, after })
  const app = await testApp({ admission })
  const { token } = await app.addSource('segment')
  const many = { batch: Array.from({ length: 5 }, (_, i) => track({ messageId: `m${i}` })) }
  const response = await app.request('POST', '/v1/batch', many, basic(token))
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await eventsOf(app)).toEqual([])
})

test('pages of any site may send, and ask beforehand with the headers that analytics.js has', async () => {
  const app = await testApp()
  const { token } = await app.addSource('segment', { sender: 'browser' })
  const from = { origin: 'https://shop.example' }
  const preflight = await app.request('OPTIONS', '/v1/t', undefined, {
    ...from,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type,x-retry-count',
  })
  expect(preflight.status).toBe(204)
  const allowed = preflight.headers.get('access-control-allow-headers')
  for (const name of ['authorization', 'content-type', 'x-retry-count']) {
    expect(allowed).toContain(name)
  }
  expect(preflight.headers.get('access-control-max-age')).toBe('86400')
  const sent = await app.request('POST', '/v1/t', track(), { ...from, ...basic(token) })
  expect(sent.headers.get('access-control-allow-origin')).toBe('https://shop.example')
  const refused = await app.request('POST', '/v1/t', track(), { ...from, ...basic('wk_x') })
  expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After')
  // The API for backends stays closed to them.
  const api = await app.request('OPTIONS', '/v1/events', undefined, from)
  expect(api.headers.get('access-control-allow-origin')).toBeNull()
})

test('analytics.js learns from Brim where to send to', async () => {
  const app = await testApp({ url: 'https://brim.example' })
  const { token } = await app.addSource('segment', { sender: 'browser' })
  const settings = await app.request('GET', `/in/segment/v1/projects/${token}/settings`)
  expect(await settings.json()).toMatchObject({
    integrations: {
      'Segment.io': { apiKey: token, apiHost: 'brim.example/in/segment/v1', protocol: 'https' },
    },
  })
  expect((await app.request('GET', '/v1/projects/wk_x/settings')).status).toBe(401)
})

test('Amplitude’s, PostHog’s, Mixpanel’s and Heap’s own answers are given', async () => {
  const app = await testApp()
  const amplitude = (await app.addSource('amplitude')).token
  const posthog = (await app.addSource('posthog')).token
  const mixpanel = (await app.addSource('mixpanel')).token
  const heap = (await app.addSource('heap')).token
  const answer = async (method: string, path: string, body?: unknown, headers = {}) => {
    const response = await app.request(method, path, body, headers)
    return [response.status, await response.text()]
  }
  const event = {
    event_type: 'Opened',
    user_id: 'mara',
    insert_id: 'i',
    groups: { company: 'acme' },
  }
  const [status, text] = await answer('POST', '/2/httpapi', { api_key: amplitude, events: [event] })
  expect([status, JSON.parse(String(text))]).toEqual([
    200,
    { code: 200, events_ingested: 1, payload_size_bytes: 0, server_upload_time: app.clock.now },
  ])
  expect((await answer('POST', '/in/amplitude/batch', { api_key: 'x', events: [] }))[1]).toMatch(
    /^\{"code":400,"error":"Invalid API key: /,
  )
  const captured = { api_key: posthog, event: 'Opened', distinct_id: 'mara', uuid: 'u' }
  expect(await answer('POST', '/in/posthog/e/?compression=gzip-js', captured)).toEqual([
    200,
    '{"status":1}',
  ])
  const listed = [{ event: 'Opened', properties: { token: posthog, distinct_id: 'mara' } }]
  expect((await answer('POST', '/in/posthog/i/v0/e/', listed))[0]).toBe(200)
  const form = `data=${encodeURIComponent(btoa(JSON.stringify(captured)))}&ver=1`
  expect((await answer('POST', '/in/posthog/capture', form))[0]).toBe(200)
  const tracked = { event: 'Opened', properties: { token: mixpanel, distinct_id: 'mara' } }
  const data = btoa(JSON.stringify(tracked))
  expect(await answer('GET', `/in/mixpanel/track?ip=0&data=${data}`)).toEqual([200, '1'])
  expect(await answer('POST', '/in/mixpanel/track/?verbose=1', `data=${data}`)).toEqual([
    200,
    '{"status":1,"error":null}',
  ])
  const imported = [{ event: 'Opened', properties: { distinct_id: 'mara', time: 1_795_000_000 } }]
  expect(await answer('POST', '/in/mixpanel/import?strict=1', imported, basic(mixpanel))).toEqual([
    200,
    '{"code":200,"status":"OK","num_records_imported":1}',
  ])
  expect((await answer('GET', '/in/mixpanel/track?data=eyJldmVudCI6InEifQ=='))[0]).toBe(401)
  expect((await answer('GET', '/in/mixpanel/track'))[0]).toBe(400)
  const heaped = { app_id: heap, identity: 'mara', event: 'Opened', idempotency_key: 'k' }
  expect(await answer('POST', '/in/heap/api/track', heaped)).toEqual([200, '{}'])
  expect((await answer('POST', '/in/heap/api/track', { ...heaped, app_id: 'x' }))[0]).toBe(401)
  // PostHog's came twice under its one id.
  expect(await eventsOf(app)).toHaveLength(7)
})

test('what is sent again counts once, and no source takes another’s ids', async () => {
  const app = await testApp()
  const one = (await app.addSource('segment')).token
  const two = (await app.addSource('segment', { sender: 'browser' })).token
  const long = track({ messageId: 'x'.repeat(500) })
  for (const key of [one, one, two]) {
    await app.request('POST', '/v1/track', track(), basic(key))
    await app.request('POST', '/v1/track', long, basic(key))
  }
  expect(await eventsOf(app)).toHaveLength(4)
  // At once too.
  const late = { batch: [track({ messageId: 'late' })] }
  await Promise.all([1, 2, 3].map(() => app.request('POST', '/v1/batch', late, basic(one))))
  expect(await eventsOf(app)).toHaveLength(5)
})

test('a source belongs to its workspace, and ends when it is revoked', async () => {
  const app = await testApp()
  const { token, id } = await app.addSource('segment', { workspace: 'w2' })
  await app.request('POST', '/v1/track', track(), basic(token))
  expect([await eventsOf(app), (await eventsOf(app, 'w2')).length]).toEqual([[], 1])
  const asAda = await app.signIn()
  expect(await (await asAda('GET', '/w/w1/sources')).json()).toEqual([])
  for (const [method, path, body] of [
    ['PUT', '', { name: 'mine' }],
    ['DELETE', '', undefined],
    ['POST', '/try', { mapping: { account: [], user: [{ in: 'user_id' }], rules: [] } }],
  ] as const) {
    expect((await asAda(method, `/w/w1/sources/${id}${path}`, body)).status).toBe(404)
  }
  const asBob = await app.signIn('bob@example.com', app.owner.password)
  expect((await asBob('DELETE', `/w/w2/sources/${id}`)).status).toBe(200)
  expect((await app.request('POST', '/v1/track', track(), basic(token))).status).toBe(401)
})

test('the key of a server is told once, that of a browser stays to be seen', async () => {
  const app = await testApp()
  const ask = await app.signIn()
  const make = async (sender: string) => {
    const made = await ask('POST', '/w/w1/sources', { vendor: 'posthog', sender, name: sender })
    expect(made.status).toBe(201)
    return made.json()
  }
  const server = await make('server')
  const browser = await make('browser')
  const listed = await (await ask('GET', '/w/w1/sources')).text()
  expect(listed).not.toContain(server.secret)
  expect(listed).toContain(browser.secret)
  expect(await (await ask('GET', '/w/w1/keys')).text()).not.toContain(browser.secret)
  expect(JSON.stringify(app.logged)).not.toContain(server.secret)
})

test('Segment’s webhook is let in by its signature of the whole body', async () => {
  const app = await testApp()
  const ask = await app.signIn()
  const wanted = { vendor: 'segment_webhook', sender: 'server', name: 'All of it' }
  const { source, secret } = await (await ask('POST', '/w/w1/sources', wanted)).json()
  expect(JSON.stringify(await (await ask('GET', '/w/w1/sources')).json())).not.toContain(secret)
  const sign = (text: string, key = secret) => createHmac('sha1', key).update(text).digest('hex')
  const send = (text: string, signature: string) =>
    app.request('POST', `/inbound/segment/${source.text}`, text, { 'x-signature': signature })
  const one = JSON.stringify(track({ timestamp: '2026-11-23T09:00:00Z', sentAt: '2020-01-01' }))
  const several = JSON.stringify([track({ messageId: 'm2' }), track({ messageId: 'm3' })])
  expect((await send(one, sign(one))).status).toBe(200)
  expect((await send(several, sign(several))).status).toBe(200)
  const first = sign(JSON.stringify(JSON.parse(several)[0]))
  const batched = await send(several, first)
  expect([batched.status, (await batched.json()).error.message]).toEqual([
    401,
    expect.stringContaining('turn batching off'),
  ])
  for (const signature of ['', 'x', sign(several, 'other')]) {
    expect((await send(several, signature)).status).toBe(401)
  }
  const events = await eventsOf(app)
  expect(events.map((event) => event.at)).toEqual([
    Date.parse('2026-11-23T09:00:00Z'),
    app.clock.now,
    app.clock.now,
  ])
})

test('of somebody who was erased nothing is taken in, kept or shown', async () => {
  const app = await testApp()
  const { token, id } = await app.addSource('segment')
  const send = (body: object) => app.request('POST', '/v1/track', body, basic(token))
  await send(track())
  await app.api('DELETE', '/users/mara')
  expect((await send(track({ messageId: 'm2' }))).status).toBe(200)
  expect((await send(track({ messageId: 'm3', event: 'Paywall Hit' }))).status).toBe(200)
  const ask = await app.signIn()
  const { mapping } = (await (await ask('GET', '/w/w1/sources')).json())[0]
  expect(await (await ask('POST', `/w/w1/sources/${id}/try`, { mapping })).json()).toEqual([])
  expect(await (await ask('GET', '/w/w1/refusals')).json()).toEqual([])
})

test('messages are counted by tool and by what became of them', async () => {
  const app = await testApp()
  const { token } = await app.addSource('segment')
  const batch = [track(), { type: 'wobble' }, { type: 'alias' }]
  await app.request('POST', '/v1/batch', { batch }, basic(token))
  const text = await app.deps.metrics.text()
  for (const result of ['accepted', 'refused', 'ignored']) {
    expect(text).toContain(`brim_inbound_messages_total{vendor="segment",result="${result}"} 1`)
  }
})

test('what a page sends all at once is of the account that it names, and its user stays there', async () => {
  const app = await testApp()
  const { token } = await app.addSource('segment', { sender: 'browser' })
  const send = (path: string, messageId: string, body: object) =>
    app.request('POST', `/v1/${path}`, { ...body, userId: 'mara', messageId, writeKey: token })
  for (let i = 0; i < 5; i++) {
    const sent = await Promise.all([
      send('i', `i${i}`, { traits: { role: 'buyer' } }),
      send('g', `g${i}`, { groupId: `acme${i}` }),
      send('t', `t${i}`, { event: 'Opened' }),
      send('t', `u${i}`, { event: 'Closed' }),
    ])
    expect(sent.map((one) => one.status)).toEqual([200, 200, 200, 200])
    expect((await eventsOf(app)).slice(-2)).toMatchObject([
      { account: `acme${i}` },
      { account: `acme${i}` },
    ])
    expect(await (await app.api('GET', '/users/mara')).json()).toMatchObject({
      account: `acme${i}`,
      traits: { role: 'buyer' },
    })
  }
})

test('what another tool sends to an address is told at the source whose key it came with, wherever the key stands', async () => {
  const app = await testApp()
  const bodies = (key: string) => ({
    segment: { batch: [track()], writeKey: key },
    amplitude: { api_key: key, events: [{ event_type: 'Opened', user_id: 'mara' }] },
    posthog: { batch: [{ event: 'Opened', distinct_id: 'mara', properties: { token: key } }] },
    mixpanel: [{ event: 'Opened', properties: { distinct_id: 'mara', token: key } }],
    heap: { app_id: key, identity: 'mara', event: 'Opened' },
  })
  const doors = {
    segment: '/in/segment/v1/batch',
    amplitude: '/2/httpapi',
    posthog: '/in/posthog/e',
    mixpanel: '/in/mixpanel/track',
    heap: '/in/heap/api/track',
  }
  const vendors = Object.keys(doors) as (keyof typeof doors)[]
  for (const vendor of vendors) {
    for (const other of vendors.filter((one) => one !== vendor)) {
      const { id, token } = await app.addSource(vendor)
      const answer = await app.request('POST', doors[other], bodies(token)[vendor])
      expect(answer.status, `${vendor} at ${other}`).toBeGreaterThanOrEqual(400)
      const [told] = await app.deps.recent.of({ workspace: 'w1', id })
      expect(told?.issues[0]?.message, `${vendor} at ${other}`).toContain('This write key is for')
    }
  }
})
