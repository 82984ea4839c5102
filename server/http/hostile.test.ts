// What a hostile page, backend or colleague may send, and what must come of it.
import { gzipSync } from 'node:zlib'
import { hashPassword } from 'better-auth/crypto'
import { expect, test } from 'vitest'
import { limits } from '../../shared/protocol/api.ts'
import { home, testApp } from '../test-app.ts'

const probe = (more: object = {}) => ({ name: 'probe', account: 'acme', ...more })
const sums = {
  name: 'Sums',
  family: 'limit',
  subject: 'account',
  when: { measure: { sum: { event: 'probe', property: 'n', within: '7d' } }, gte: 1 },
}

test('half a surrogate pair is stored as a broken character, and read again', async () => {
  const { api, widget, session, signIn } = await testApp()
  const half =
    '{"events":[{"name":"probe","messageId":"m\\ud800","account":"a\\udc00","user":"u\\ud800"}]}'
  for (const repeated of [0, 1]) {
    const response = await api('POST', '/events', half)
    expect(await response.json()).toEqual({ accepted: 1, repeated, refused: [] })
  }
  expect((await api('GET', '/accounts/a%EF%BF%BD')).status).toBe(200)
  const text = JSON.stringify(
    session({ items: [{ type: 'event', messageId: '1', name: 'x\\ud83d' }] }),
  )
  expect((await widget('/sync', text.replace('\\\\ud83d', '\\ud83d'))).status).toBe(200)
  const ask = await signIn()
  expect(await (await ask('GET', '/w/w1/recent')).text()).toContain('x\uFFFD')
})

test('a refused item is kept although its text is cut in the middle of a character', async () => {
  const { api, signIn } = await testApp()
  const item = { name: 'probe', note: `${'x'.repeat(1_000)}${'😀'.repeat(1_000)}` }
  for (const pad of ['', 'x']) {
    await api('POST', '/events', { events: [{ ...item, messageId: `${'y'.repeat(127)}😀${pad}` }] })
    await api('POST', '/events', { events: [{ pad, ...item }] })
  }
  const refusals = await (await signIn())('GET', '/w/w1/refusals')
  expect(await refusals.json()).toHaveLength(4)
})

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'an event may be called %s',
  async (name) => {
    const { api } = await testApp()
    const response = await api('POST', '/events', { events: [probe({ name })] })
    expect(await response.json()).toEqual({ accepted: 1, repeated: 0, refused: [] })
  },
)

test.each(['__proto__', 'constructor', 'prototype'])(
  'a property may not be called %s, and its neighbours land',
  async (name) => {
    const { api } = await testApp()
    const bad = `{"name":"probe","account":"acme","properties":{"${name}":1}}`
    const response = await api('POST', '/events', `{"events":[${bad},${JSON.stringify(probe())}]}`)
    expect(await response.json()).toMatchObject({ accepted: 1, refused: [{ index: 0 }] })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  },
)

test.each([
  ['plans/p', '{"name":"P","tier":1,"limits":{"__proto__":5}}'],
  ['plans/p', '{"name":"P","tier":1,"limits":{"constructor":5}}'],
  [
    'triggers/t',
    '{"name":"T","family":"limit","subject":"account","when":{"measure":{"count":{"event":"x","within":"7d","where":{"__proto__":{"eq":1}}}},"gte":1}}',
  ],
  [
    'nudges/n',
    '{"name":"N","format":"modal","placement":"page","offer":"o","copy":{"__proto__":{},"en":{"title":"x","actions":[{"kind":"trial","label":"x"}]}}}',
  ],
])('a definition with a reserved name is refused: %s %s', async (path, body) => {
  const { api } = await testApp()
  const response = await api('PUT', `/${path}`, body)
  expect(response.status).toBe(400)
  expect(await response.text()).toMatch(/reserved|locale|Invalid key/)
})

test('numbers that would overflow a sum are refused, and no sum does', async () => {
  const { api } = await testApp()
  await api('PUT', '/triggers/sums?publish=true', sums)
  const of = (n: number) => probe({ properties: { n } })
  const first = await api('POST', '/events', { events: [of(1e308), of(1e100), of(1e100), of(-0)] })
  expect(await first.json()).toMatchObject({ accepted: 3, refused: [{ index: 0 }] })
  const second = await api('POST', '/events', { events: [of(-1e100), of(-1e100), of(5e-324)] })
  expect(await second.json()).toMatchObject({ accepted: 3, refused: [] })
  const reading = { meter: 'm', account: 'acme', used: 1e100, limit: 5e-324 }
  const third = await api('POST', '/meters', { readings: [reading, { ...reading, used: 1e101 }] })
  expect(await third.json()).toMatchObject({ accepted: 1, refused: [{ index: 1 }] })
})

test.each([
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2026-01-01T00:00:00+23:59',
  `2026-01-01T00:00:00.${'1'.repeat(400)}Z`,
])('an event of %s lands, whatever the clock that sent it says', async (occurredAt) => {
  const { api, clock } = await testApp()
  await api('PUT', '/triggers/sums?publish=true', sums)
  for (const sentAt of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z']) {
    const events = [probe({ occurredAt, properties: { n: 1 } })]
    const response = await api('POST', '/events', { events, sentAt })
    expect(await response.json()).toEqual({ accepted: 1, repeated: 0, refused: [] })
  }
  const account = await (await api('GET', '/accounts/acme')).json()
  expect(account.lastSeenAt).toBeLessThanOrEqual(clock.now)
})

test('an id from any door is refused where it has a control character', async () => {
  const { api, widget, session } = await testApp()
  for (const id of ['a\nb', 'a\u0000', '\u007f']) {
    const path = encodeURIComponent(id)
    const answers = [
      api('PUT', `/accounts/${path}`, { traits: {} }),
      api('GET', `/accounts/${path}`),
      api('PUT', `/users/${path}`, { traits: {} }),
      api('PUT', '/users/mara', { account: id, traits: {} }),
      api('POST', '/decide', { user: id, placements: ['page'] }),
      api('POST', '/decide', { user: 'mara', account: id, placements: ['page'] }),
      api('POST', '/decide', { user: 'mara', placements: [`paywall:${id}`] }),
      widget('/open', session({ user: { id } })),
      widget('/open', session({ account: { id } })),
    ]
    for (const [i, answer] of (await Promise.all(answers)).entries()) {
      expect(answer.status, `${i} ${JSON.stringify(id)}`).toBe(400)
    }
    const reading = { meter: 'm', account: 'acme', used: 1, limit: 2 }
    const items = await Promise.all([
      api('POST', '/events', { events: [probe({ account: id }), probe({ user: id })] }),
      api('POST', '/events', { events: [probe({ name: id }), probe({ properties: { [id]: 1 } })] }),
      api('POST', '/meters', {
        readings: [
          { ...reading, meter: id },
          { ...reading, account: id },
        ],
      }),
    ])
    for (const answer of items) expect((await answer.json()).refused).toHaveLength(2)
    const asked = await widget('/sync', session({ items: [], ask: [`event:${id}`, 'page'] }))
    expect(await asked.json()).toMatchObject({
      refused: [{ index: null, issues: [{ path: 'ask.0' }] }],
      answers: [{ placement: 'page' }],
    })
  }
})

test('five hundred bad items are told in few words, and kept in few', async () => {
  const { api, signIn } = await testApp()
  const bad = { [`k${'x'.repeat(900)}`]: 1 }
  const many = await api('POST', '/events', { events: Array.from({ length: 500 }, () => bad) })
  expect((await many.json()).refused).toHaveLength(500)
  const wide = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`k${i}`, 1]))
  const answer = await api('POST', '/events', { events: [probe(wide)] })
  expect((await answer.text()).length).toBeLessThan(5_000)
  const refusals = await (await signIn())('GET', '/w/w1/refusals?limit=200')
  expect((await refusals.text()).length).toBeLessThan(200 * 4_000)
})

test.each([
  ['an object', {}],
  ['a list of objects', [1, {}]],
  ['a number beyond all', 1e101],
])(
  'a batch whose every property is %s is refused at once and in few words',
  async (_name, value) => {
    const { api, widget, session } = await testApp()
    const properties = Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`k${i}`, value]))
    const items = Array.from({ length: 400 }, (_, i) => probe({ messageId: `m${i}`, properties }))
    const answer = await api('POST', '/events', { events: items })
    const { accepted, refused } = await answer.json()
    expect([accepted, refused.length]).toEqual([0, 400])
    const [first] = refused
    expect(first.issues).toHaveLength(11)
    expect(first.issues[0].path).toMatch(/^properties\.k0/)
    expect(first.issues[10]).toEqual({ path: '', message: 'And 80 more' })
    expect(JSON.stringify(refused).length).toBeLessThan(500_000)
    const ofPage = items.map(({ account: _, ...item }) => ({ type: 'event', ...item }))
    const synced = await (await widget('/sync', session({ items: ofPage.slice(0, 20) }))).json()
    expect(synced.refused[0].issues).toHaveLength(11)
  },
)

test.each([
  ['traits', 1, 100],
  ['faults', {}, 0],
])('a page that says thirty thousand %s at once holds nobody up', async (_name, value, taken) => {
  const { api, widget, session } = await testApp()
  const traits = Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`k${i}`, value]))
  const answer = await widget('/open', session({ user: { id: 'mara', traits } }))
  const { refused } = await answer.json()
  expect(refused[0].issues).toHaveLength(51)
  expect(refused[0].issues[50]).toEqual({
    path: 'user.traits',
    message: `And ${30_000 - taken - 50} more`,
  })
  const stored = await (await api('GET', '/users/mara')).json()
  expect(Object.keys(stored.traits)).toHaveLength(taken)
})

test('what is said of an account in many requests does not grow without end', async () => {
  const { api, widget, session } = await testApp()
  const traits = (of: string) =>
    Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${of}${i}`, 'x'.repeat(200)]))
  for (const of of ['a', 'b', 'c', 'd']) {
    await widget('/open', session({ account: { id: 'acme', traits: traits(of) } }))
    await widget('/open', session({ user: { id: 'mara', traits: traits(of) } }))
  }
  const more = await api('PUT', '/accounts/acme', { traits: traits('e') })
  expect(more.status).toBe(200)
  const tooMuch = await api('PUT', '/accounts/acme', { traits: traits('f') })
  expect(tooMuch.status).toBe(400)
  const text = await (await api('GET', '/accounts/acme')).text()
  expect(text.length).toBeLessThan(2 * limits.eventBytes + 1_000)
})

test('a bomb, a wrong encoding and a tower of brackets are refused at once', async () => {
  const { app, keys, signIn } = await testApp()
  const send = (body: Uint8Array<ArrayBuffer> | string, headers = {}) =>
    app.request(`${home}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.secret}`, ...headers },
      body,
    })
  const bomb = new Uint8Array(gzipSync(Buffer.alloc(50_000_000, 32)))
  const start = performance.now()
  expect((await send(bomb, { 'content-encoding': 'gzip' })).status).toBe(413)
  expect((await send('{}', { 'content-encoding': 'gzip' })).status).toBe(400)
  expect((await send('{}', { 'content-encoding': 'br, gzip' })).status).toBe(400)
  expect((await send('['.repeat(limits.batchBytes))).status).toBe(400)
  expect((await send('['.repeat(200_000) + ']'.repeat(200_000))).status).toBe(400)
  expect((await send(new Uint8Array([0xff, 0xfe, 0x7b]))).status).toBe(400)
  const deep = `{"body":{"when":${'{"not":'.repeat(20_000)}1${'}'.repeat(20_000)}}}`
  const ask = await signIn()
  const saved = await ask('PUT', '/w/w1/definitions/trigger/t', deep)
  expect([saved.status, (await saved.json()).error.code]).toEqual([400, 'malformed_json'])
  expect(performance.now() - start).toBeLessThan(5_000)
})

test.each(['[', '{', '{{', '[{{'])(
  'a draft of nothing but %j holds nobody up, however many there are',
  async (sign) => {
    const { api, signIn } = await testApp()
    const text = sign.repeat(limits.batchBytes / 4 / sign.length)
    const actions = [{ kind: 'trial', label: text }]
    const draft = {
      name: 'N',
      format: 'modal',
      placement: 'page',
      offer: 'o',
      copy: { en: { title: text, body: text, actions } },
    }
    const ask = await signIn()
    const start = performance.now()
    const answers = [
      await api('POST', '/nudges/lint', { key: 'n', ...draft }),
      await ask('POST', '/w/w1/preview', { nudge: { key: 'n', ...draft } }),
    ]
    for (const one of answers) {
      expect(one.status).toBe(400)
      expect(await one.text()).toContain('At most 140 characters')
    }
    // It took 42 seconds.
    expect(performance.now() - start).toBeLessThan(15_000)
  },
)

test.each([
  ['leaves', [{ any: Array(40_000).fill({ bad: 1 }) }], 'At most 32 leaves'],
  ['groups of nothing', [{ all: Array(40_000).fill({ any: [] }) }], 'At most 32 leaves'],
  ['levels', Array.from({ length: 40 }, () => ({ not: {} })), 'At most 6 levels deep'],
])(
  'a condition of too many %s is told so, and not looked at any further',
  async (_, parts, said) => {
    const { api } = await testApp()
    const when = parts.reduceRight<object>(
      (inner, one) => ('not' in one ? { not: inner } : one),
      {},
    )
    const trigger = { key: 't', name: 'T', family: 'limit', subject: 'account', when }
    const nudge = { key: 'n', name: 'N', audience: when }
    const answers = await Promise.all([
      api('POST', '/triggers/lint', trigger),
      api('POST', '/triggers/replay', { trigger }),
      api('POST', '/nudges/lint', nudge),
    ])
    for (const one of answers) {
      expect(one.status).toBe(400)
      const { issues } = (await one.json()).error
      // Each leaf that is looked at has a fault of its own.
      expect(issues.length).toBeLessThan(10)
      const paths = issues.filter((one: { message: string }) => one.message === said)
      expect(paths).toHaveLength(1)
    }
  },
)

test('a measure of too many properties is told so, and they are not looked at any further', async () => {
  const { api } = await testApp()
  const where = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`p${i}`, { bad: 1 }]))
  const when = { measure: { count: { event: 'x', where, within: '7d' } }, gte: 1 }
  const trigger = { key: 't', name: 'T', family: 'limit', subject: 'account', when }
  const answer = await api('POST', '/triggers/lint', trigger)
  expect(answer.status).toBe(400)
  const { issues } = (await answer.json()).error
  expect(issues.length).toBeLessThan(10)
  expect(JSON.stringify(issues)).toContain('At most 16 properties')
})

test('a message that looks like the continuation of another does not stop it', async () => {
  const { api } = await testApp()
  await api('POST', '/events', { events: [probe({ messageId: 'm1:plan' })] })
  const response = await api('PUT', '/accounts/acme', { traits: { plan: 'pro' }, messageId: 'm1' })
  expect(response.status).toBe(200)
})

test('the live stream sends no more than was asked for, and asks in whole numbers', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  for (const backlog of ['-2', '1.5', 'many', '1e9']) {
    expect((await ask('GET', `/w/w1/live?backlog=${backlog}`)).status, backlog).toBe(400)
  }
})

test('whoever has no set-up link makes nobody hash a password', async () => {
  const { request } = await testApp({ isEmpty: true })
  const person = { name: 'Eve', email: 'eve@example.com', password: 'long enough' }
  const timed = async (run: () => Promise<unknown>) => {
    const start = performance.now()
    await run()
    return performance.now() - start
  }
  const guess = async (token: string) => {
    const body = { token, ...person, workspace: 'W' }
    const response = await request('POST', '/console/api/setup', body, { origin: home })
    expect(response.status).toBe(403)
  }
  await guess('warm')
  const hashMs = await timed(() => hashPassword(person.password))
  const guessesMs = await timed(async () => {
    for (let i = 0; i < 10; i++) await guess(`${i}`)
  })
  expect(guessesMs / 10).toBeLessThan(hashMs / 2)
})

test('a person who signs in while too many do from their address is told to come again', async () => {
  const { request, deps, owner } = await testApp()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const others = Array.from({ length: 10 }, () => deps.passwords('', () => held))
  const enter = () => request('POST', '/console/api/auth/sign-in/email', owner, { origin: home })
  const late = await enter()
  expect([late.status, late.headers.get('retry-after')]).toEqual([429, '2'])
  letGo()
  await Promise.all(others)
  expect((await enter()).status).toBe(200)
})

test('a session is a new one after each sign-in, whatever cookie was brought along', async () => {
  const { request, owner } = await testApp()
  const enter = (cookie: string) =>
    request(
      'POST',
      '/console/api/auth/sign-in/email',
      { email: owner.email, password: owner.password },
      {
        origin: home,
        cookie,
      },
    )
  const first = (await enter('brim.session_token=planted.signature')).headers.getSetCookie()
  const planted = first[0]?.split(';')[0] ?? ''
  const second = (await enter(planted)).headers.getSetCookie()
  expect(planted).not.toContain('planted')
  expect(second[0]?.split(';')[0]).not.toBe(planted)
  expect(first[0]).toMatch(/HttpOnly/)
  expect(first[0]).toMatch(/SameSite=Lax/)
})

test('another site can neither frame the console nor make its person do something', async () => {
  const { request, signIn } = await testApp()
  const ask = await signIn()
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    '',
  ]) {
    const headers = { ...foreign, ...(type ? { 'content-type': type } : {}) }
    const saved = await ask('POST', '/w/w1/definitions/plan/team/publish', undefined, headers)
    expect(saved.status, type).toBe(403)
  }
  const response = await request('GET', '/console/api/setup')
  expect(response.headers.get('x-frame-options')).toBe('DENY')
})

test('no authenticated answer stays in a cache, failed ones neither', async () => {
  const { api, request, signIn, widget, session } = await testApp()
  const ask = await signIn()
  const answers = [
    await api('GET', '/accounts/nobody'),
    await api('POST', '/events', { events: [probe()] }),
    await request('GET', '/v1/plans'),
    await ask('GET', '/me'),
    await ask('GET', '/w/w1/accounts'),
    await ask('GET', '/w/w9/accounts'),
    await widget('/open', session()),
    await widget('/open', '{'),
  ]
  for (const one of answers) expect(one.headers.get('cache-control'), one.url).toBe('no-store')
})

test('a page of another origin may read when to come again', async () => {
  const { widget, session } = await testApp()
  const response = await widget('/open', session())
  expect(response.headers.get('access-control-expose-headers')).toContain('Retry-After')
})

test('two keys in one request are none', async () => {
  const { request, keys } = await testApp()
  // How the HTTP server hands on a header that came twice.
  const authorization = `Bearer ${keys.secret}, Bearer ${keys.others}`
  expect((await request('GET', '/v1/plans', undefined, { authorization })).status).toBe(401)
})

test.each([
  '../control.db',
  '..%2f..%2fsecret',
  '%2e%2e/brim.lock',
  'assets/../../secret',
  '..\\x',
])('no file outside of the build is sent for %s', async (path) => {
  const { request } = await testApp()
  for (const prefix of ['/console/', '/console/assets/', '/b/', '/demo/']) {
    expect((await request('GET', `${prefix}${path}`)).status, prefix).toBe(404)
  }
})
