import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { brim } from '../../../shared/audit/actor.ts'
import { PipelineUnavailable } from '../../pipeline/pipeline.ts'
import { createToken, revokeKey } from '../../store/control/keys.ts'
import { listEvents } from '../../store/workspace/queries/events.ts'
import { findUserRow } from '../../store/workspace/queries/users.ts'
import { origin, testApp } from '../../test-app.ts'

const hit = (messageId: string, more = {}) => ({
  type: 'event',
  messageId,
  name: 'paywall_hit',
  properties: { feature: 'export' },
  ...more,
})

test('opening answers what may be drawn, whatever the Content-Type', async () => {
  const { widget, session, clock } = await testApp()
  for (const type of ['text/plain;charset=UTF-8', 'application/json', 'image/png', '']) {
    const response = await widget('/open', session(), { 'content-type': type })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      v: 1,
      now: clock.now,
      seq: 0,
      armed: [],
      placements: [],
      ticket: expect.any(String),
    })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('cache-control')).toBe('no-store')
  }
})

test('a page that names a version of the widget asks beside it, as everybody', async () => {
  const { request, session } = await testApp()
  const at = (path: string) => request('POST', path, session(), { origin })
  const everybody = await (await at('/b/v1/open')).json()
  for (const version of ['0.1.0-0123456789ab', '1.0.0-rc.1-0123456789ab']) {
    const response = await at(`/b/${version}/v1/open`)
    expect(response.status, version).toBe(200)
    expect(await response.json()).toEqual({ ...everybody, ticket: expect.any(String) })
    expect(response.headers.get('cache-control')).toBe('no-store')
  }
  for (const path of ['/b/0.1.0/v1/open', '/b/0.1.0-0123456789ab/open', '/0.1.0-0123456789ab/v1']) {
    expect((await at(path)).status, path).toBe(404)
  }
})

test('a preflight is let through, for those who send one', async () => {
  const { app } = await testApp()
  const response = await app.request('/b/v1/sync', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  })
  expect(response.status).toBe(204)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(response.headers.get('access-control-allow-headers')).toBe('content-type')
})

test('a key that does not exist, was revoked or is secret opens nothing', async () => {
  const { widget, session, keys, addKey, deps, clock } = await testApp()
  const token = createToken('publishable')
  const { id } = await addKey('publishable', 'w1', token, [origin])
  expect((await widget('/open', session({ key: token }))).status).toBe(200)
  await revokeKey(deps.control.db, { workspace: 'w1', id }, { by: brim, at: clock.now })
  deps.keys.forget()
  for (const key of [token, keys.secret, 'pk_nobody', '', 'x'.repeat(500)]) {
    const response = await widget('/open', session({ key }))
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({
      error: {
        code: 'unknown_key',
        message: 'There is no such publishable key, or it was revoked',
      },
    })
  }
})

test('a page of another origin is told what to do', async () => {
  const { widget, session } = await testApp()
  const response = await widget('/sync', session({ items: [hit('1')] }), {
    origin: 'https://other.example',
  })
  expect(response.status).toBe(403)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(await response.json()).toEqual({
    error: {
      code: 'origin_not_allowed',
      message:
        "origin https://other.example is not in this key's list: add it under Set up -> Keys",
    },
  })
  expect((await widget('/open', session(), { origin: 'null' })).status).toBe(403)
})

test('what a browser sends is there once, and takes no id away from a backend', async () => {
  const { widget, session, api } = await testApp()
  const conversion = { account: 'acme', kind: 'plan', plan: 'team', messageId: 'invoice-1002' }
  const plan = { traits: { plan: 'enterprise' }, messageId: 'x'.repeat(128) }
  const send = async () =>
    (
      await widget('/sync', session({ items: [hit(conversion.messageId), hit(plan.messageId)] }))
    ).json()
  expect(await send()).toMatchObject({ accepted: 2, repeated: 0 })
  expect(await send()).toMatchObject({ accepted: 2, repeated: 2 })
  expect(await (await api('POST', '/conversions', conversion)).json()).toMatchObject({
    repeated: 0,
  })
  expect(await (await api('PUT', '/accounts/acme', plan)).json()).toMatchObject({
    traits: { plan: 'enterprise' },
  })
})

test('traits and placements are judged one by one: a fault in one costs nothing else', async () => {
  const { widget, session, deps } = await testApp()
  const { user, account } = {
    user: {
      id: 'mara',
      traits: { role: 'admin', address: { city: 'Kiel' }, bio: 'x'.repeat(5_000) },
    },
    account: { id: 'acme', traits: { seats: 4, ...Object.fromEntries([['', 1]]) } },
  }
  const refused = [
    {
      index: null,
      messageId: null,
      issues: [{ path: 'account.traits.', message: expect.anything() }],
    },
    {
      index: null,
      messageId: null,
      issues: [
        { path: 'user.traits.address', message: expect.anything() },
        { path: 'user.traits.bio', message: expect.anything() },
      ],
    },
  ]
  const opened = await widget('/open', session({ user, account }))
  expect(opened.status).toBe(200)
  expect(await opened.json()).toMatchObject({ armed: [], refused })
  const { db } = await deps.openWorkspace('w1')
  expect((await findUserRow(db, 'mara'))?.hints).toEqual({ role: 'admin' })
  const ask = ['paywall:export', 'wall']
  const synced = await widget('/sync', session({ user, account, items: [hit('1')], ask }))
  expect(await synced.json()).toMatchObject({
    accepted: 1,
    refused: [...refused, { index: null, issues: [{ path: 'ask.1' }] }],
    answers: [{ placement: 'paywall:export' }],
  })
})

test('items are judged one by one, and the bad ones are kept for the console', async () => {
  const { widget, session, signIn, clock } = await testApp()
  const items = [
    hit('1'),
    hit('2', { name: 'nudge_shown' }),
    'rubbish',
    hit('3', { properties: {} }),
    hit('4', { text: 'x'.repeat(33_000) }),
    hit('5'),
    { type: 'outcome', messageId: '6', decisionId: 'dec_nobody', outcome: 'shown' },
  ]
  const response = await widget('/sync', session({ items }))
  expect(response.status).toBe(200)
  const body = await response.json()
  expect(body).toEqual({
    v: 1,
    now: clock.now,
    // What landed is known.
    seq: 2,
    accepted: 2,
    repeated: 0,
    refused: [
      {
        index: 1,
        messageId: '2',
        issues: [
          { path: 'name', message: 'This event name is written by Brim itself and cannot be sent' },
        ],
      },
      { index: 2, messageId: null, issues: [expect.objectContaining({ path: '' })] },
      {
        index: 3,
        messageId: '3',
        issues: [
          { path: 'properties', message: '"paywall_hit" needs the property "feature", a name' },
        ],
      },
      {
        index: 4,
        messageId: '4',
        issues: [{ path: '', message: 'At most 32000 bytes an item' }],
      },
      { index: 6, messageId: '6', issues: [expect.anything()] },
    ],
    armed: [],
    placements: [],
    answers: [],
  })
  const ask = await signIn()
  const kept = (await (await ask('GET', '/w/w1/refusals')).json()) as { item: string }[]
  expect(kept.map((one) => one.item.slice(0, 40)).sort()).toHaveLength(5)
  expect(kept.every((one) => one.item.length <= 2_048)).toBe(true)
})

test('the same batch twice counts once', async () => {
  const { widget, session } = await testApp()
  const batch = session({ items: [hit('1'), hit('2')] })
  await widget('/sync', batch)
  const again = await (await widget('/sync', batch)).json()
  expect(again).toMatchObject({ accepted: 2, repeated: 2, refused: [] })
})

test('asking answers a decision for each placement', async () => {
  const { widget, session } = await testApp()
  const response = await widget('/sync', session({ items: [], ask: ['paywall:export', 'page'] }))
  expect(await response.json()).toMatchObject({
    answers: [
      { placement: 'paywall:export', prompt: null, reason: 'no_candidate' },
      { placement: 'page', prompt: null, reason: 'no_candidate' },
    ],
  })
})

test('what the page says of its user is a hint, written when it is new', async () => {
  const { widget, session, deps } = await testApp()
  const { db } = await deps.openWorkspace('w1')
  const open = (role: string) =>
    widget('/open', session({ user: { id: 'mara', traits: { role, seats: 3 } } }))
  const written = async () => (await listEvents(db, { limit: 100 })).length
  await open('admin')
  expect(await findUserRow(db, 'mara')).toMatchObject({
    account: 'acme',
    traits: {},
    hints: { role: 'admin', seats: 3 },
  })
  const once = await written()
  await open('admin')
  expect(await written()).toBe(once)
  await open('member')
  await open('admin')
  expect((await findUserRow(db, 'mara'))?.hints).toEqual({ role: 'admin', seats: 3 })
})

test('a clock that is wrong by an hour is corrected', async () => {
  const { widget, session, clock, deps } = await testApp()
  const wrong = clock.now - 3_600_000
  await widget(
    '/sync',
    session({
      sentAt: new Date(wrong).toISOString(),
      items: [hit('1', { occurredAt: new Date(wrong - 60_000).toISOString() })],
    }),
  )
  const [event] = await listEvents((await deps.openWorkspace('w1')).db, { limit: 1 })
  expect(event).toMatchObject({ occurredAt: clock.now - 60_000, receivedAt: clock.now })
})

test('gzip is read', async () => {
  const { app, session } = await testApp()
  const response = await app.request('/b/v1/sync', {
    method: 'POST',
    headers: { origin, 'content-encoding': 'gzip' },
    body: new Uint8Array(gzipSync(JSON.stringify(session({ items: [hit('1')] })))),
  })
  expect(await response.json()).toMatchObject({ accepted: 1 })
})

const big = 'x'.repeat(500_001)
const bodies: [string, string | Uint8Array<ArrayBuffer>, Record<string, string>, number, string][] =
  [
    ['nothing', '', {}, 400, 'malformed_json'],
    ['not JSON', '{"v":1', {}, 400, 'malformed_json'],
    ['bytes', new Uint8Array([0xff, 0xfe, 0, 1, 2]), {}, 400, 'malformed_json'],
    ['a list', '[]', {}, 400, 'invalid'],
    ['null', 'null', {}, 400, 'invalid'],
    ['no key', '{"v":1}', {}, 400, 'invalid'],
    ['a very deep one', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, {}, 400, 'malformed_json'],
    ['too much', big, {}, 413, 'too_large'],
    ['too much, as declared', '{}', { 'content-length': '500001' }, 413, 'too_large'],
    ['not gzip', '{}', { 'content-encoding': 'gzip' }, 400, 'malformed_json'],
    ['another encoding', '{}', { 'content-encoding': 'br' }, 400, 'malformed_json'],
    [
      'a gzip bomb',
      new Uint8Array(gzipSync(Buffer.alloc(50_000_000, ' '))),
      { 'content-encoding': 'gzip' },
      413,
      'too_large',
    ],
  ]

test.each(bodies)('refuses %s', async (_, body, headers, status, code) => {
  const { app } = await testApp()
  for (const path of ['/b/v1/open', '/b/v1/sync']) {
    const response = await app.request(path, {
      method: 'POST',
      headers: { origin, ...headers },
      body,
    })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code } })
  }
})

test('a body that fits no schema is told where', async () => {
  const { widget, session } = await testApp()
  const response = await widget('/sync', session({ items: {}, page: 7, more: 1 }))
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as {
    error: { code: string; issues: { path: string }[] }
  }
  expect(error.code).toBe('invalid')
  expect(error.issues.map((one) => one.path).sort()).toEqual(['items', 'more', 'page'])
})

test('more items than a batch may have are refused whole', async () => {
  const { widget, session } = await testApp()
  const items = Array.from({ length: 501 }, (_, i) => hit(`${i}`))
  expect((await widget('/sync', session({ items }))).status).toBe(400)
})

test('when nothing could be written, it says when to come back', async () => {
  const { widget, session, logged } = await testApp({
    pipeline: (real) => ({
      ...real,
      submit: () => Promise.reject(new PipelineUnavailable('busy')),
    }),
  })
  const response = await widget('/sync', session({ items: [hit('1')] }))
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('1')
  expect(await response.json()).toEqual({
    error: { code: 'unavailable', message: 'It is not known to be written: send it again' },
  })
  expect(logged).toMatchObject([
    [{ message: 'busy', times: 1 }, 'requests are asked to come again'],
    [{ route: '/b/v1/sync', status: 503 }, 'request failed'],
  ])
})

test('a fault inside is told to the log, and nobody else', async () => {
  const { widget, session, logged } = await testApp({
    pipeline: (real) => ({
      ...real,
      submit: () => Promise.reject(new Error('secret thing')),
    }),
  })
  const response = await widget('/open', session(), { 'x-request-id': 'abc' })
  expect(response.status).toBe(500)
  expect(response.headers.get('x-request-id')).toBe('abc')
  expect(await response.json()).toEqual({
    error: { code: 'internal', message: 'Something went wrong here (abc)' },
  })
  expect(JSON.stringify(logged)).toContain('secret thing')
})
