import { expect, test } from 'vitest'
import { listEvents } from '../../store/workspace/queries/events.ts'
import { testApp } from '../../test-app.ts'

test('events land one by one, and are in the log when the answer comes', async () => {
  const { api, deps, clock } = await testApp()
  const response = await api('POST', '/events', {
    events: [
      { messageId: 'a', name: 'exported', account: 'acme', occurredAt: '2025-01-01T00:00:00Z' },
      { name: 'exported' },
      { messageId: 'b', name: 'exported', user: 'solo' },
    ],
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toEqual({
    accepted: 2,
    repeated: 0,
    refused: [
      {
        index: 1,
        messageId: null,
        issues: [{ path: 'account', message: 'An event needs an account or a user' }],
      },
    ],
  })
  const events = await listEvents((await deps.openWorkspace('w1')).db, { limit: 10 })
  expect(
    events.map(({ name, account, user, occurredAt }) => ({ name, account, user, occurredAt })),
  ).toEqual([
    { name: 'exported', account: 'user:solo', user: 'solo', occurredAt: clock.now },
    {
      name: 'exported',
      account: 'acme',
      user: null,
      occurredAt: Date.parse('2025-01-01T00:00:00Z'),
    },
  ])
})

test('an event of a known user belongs to the account they act in', async () => {
  const { api, deps } = await testApp()
  await api('PUT', '/users/mara', { account: 'acme', traits: {} })
  await api('POST', '/events', { events: [{ name: 'exported', user: 'mara' }] })
  const [event] = await listEvents((await deps.openWorkspace('w1')).db, { limit: 1 })
  expect(event).toMatchObject({ name: 'exported', account: 'acme', user: 'mara' })
  const moved = { name: 'opened', user: 'mara', account: 'globex' }
  await api('POST', '/events', { events: [moved, { name: 'closed', user: 'mara' }] })
  const [last] = await listEvents((await deps.openWorkspace('w1')).db, { limit: 1 })
  expect(last).toMatchObject({ name: 'closed', account: 'globex' })
})

test('readings are kept with their account', async () => {
  const { api, clock } = await testApp()
  const reading = { account: 'acme', meter: 'seats', used: 9, limit: 10 }
  const response = await api('POST', '/meters', { readings: [reading, { ...reading, used: -1 }] })
  expect(await response.json()).toMatchObject({ accepted: 1, refused: [{ index: 1 }] })
  expect(await (await api('GET', '/accounts/acme')).json()).toEqual({
    id: 'acme',
    traits: {},
    meters: [{ name: 'seats', used: 9, limit: 10, resetsAt: null, at: clock.now }],
    claim: null,
    firstSeenAt: clock.now,
    lastSeenAt: clock.now,
  })
})

test('traits merge, null forgets, and a browser overrules nothing', async () => {
  const { api, widget, session } = await testApp()
  await api('PUT', '/accounts/acme', { traits: { plan: 'free', seats: 3 } })
  await api('PUT', '/accounts/acme', { traits: { seats: null, mrr: 10 } })
  const account = { id: 'acme', traits: { plan: 'enterprise', name: 'Acme' } }
  expect((await widget('/open', session({ account }))).status).toBe(200)
  const known = (await (await api('GET', '/accounts/acme')).json()) as { traits: object }
  expect(known.traits).toEqual({ name: 'Acme', plan: 'free', mrr: 10 })
})

test('a repeated messageId changes nothing', async () => {
  const { api } = await testApp()
  await api('PUT', '/accounts/acme', { traits: { plan: 'free' }, messageId: 'm1' })
  await api('PUT', '/accounts/acme', { traits: { plan: 'team' }, messageId: 'm2' })
  const response = await api('PUT', '/accounts/acme', { traits: { plan: 'free' }, messageId: 'm1' })
  expect(await response.json()).toMatchObject({ traits: { plan: 'team' } })
})

test('neither does one that changed nothing the first time; what has no id is not kept', async () => {
  const { api, deps } = await testApp()
  const say = (plan: string, messageId?: string) =>
    api('PUT', '/accounts/acme', { traits: { plan }, messageId })
  await say('free')
  await say('free')
  await say('free', 'm1')
  await say('team', 'm2')
  expect(await (await say('free', 'm1')).json()).toMatchObject({ traits: { plan: 'team' } })
  const { client } = await deps.openWorkspace('w1')
  const { rows } = await client.execute('SELECT message_id FROM unchanged')
  expect(rows.map((row) => row.message_id)).toEqual(['m1'])
})

test('a user without an account keeps the one they have', async () => {
  const { api, clock } = await testApp()
  const user = { id: 'mara', consent: null, firstSeenAt: clock.now, lastSeenAt: clock.now }
  const alone = await api('PUT', '/users/mara', { traits: { role: 'admin' } })
  expect(await alone.json()).toEqual({ ...user, account: 'user:mara', traits: { role: 'admin' } })
  await api('PUT', '/users/mara', { account: 'acme', traits: {} })
  const again = await api('PUT', '/users/mara', { traits: { role: null } })
  expect(await again.json()).toEqual({ ...user, account: 'acme', traits: {} })
})

test('who refuses prompts sees none, in whatever account, until they agree again', async () => {
  const { api, deps, clock } = await testApp()
  const say = async (consent: string) =>
    (await api('PUT', '/users/mara/consent', { consent })).json()
  const user = { id: 'mara', account: 'user:mara', traits: {} }
  const seen = { firstSeenAt: clock.now, lastSeenAt: clock.now }
  expect(await say('refused')).toEqual({ ...user, consent: 'refused', ...seen })
  await api('PUT', '/users/mara', { account: 'acme', traits: {} })
  expect(await say('refused')).toMatchObject({ account: 'acme', consent: 'refused' })
  expect(await say('given')).toMatchObject({ account: 'acme', consent: 'given' })
  const events = await listEvents((await deps.openWorkspace('w1')).db, { limit: 10 })
  expect(events.map(({ name, account, properties }) => [name, account, properties])).toEqual([
    ['consent_changed', 'acme', { consent: 'given' }],
    // An account that was not known before begins with an entry of its own.
    ['user_changed', 'acme', {}],
    ['consent_changed', 'user:mara', { consent: 'refused' }],
  ])
})

test('what nobody has heard of is not found', async () => {
  const { api } = await testApp()
  for (const path of [
    '/accounts/nobody',
    '/accounts/nobody/entitlements',
    '/users/nobody',
    '/decisions/nothing',
    '/nudges/nothing',
    '/nothing',
  ]) {
    const response = await api('GET', path)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { code: 'not_found' } })
  }
})

test('a decision is answered, explained and kept', async () => {
  const { api, clock } = await testApp()
  const question = { user: 'mara', account: 'acme', placements: ['paywall:export'] }
  const plain = await (await api('POST', '/decide', question)).json()
  expect(plain).toEqual({
    decisions: [
      {
        id: expect.any(String),
        placement: 'paywall:export',
        prompt: null,
        reason: 'no_candidate',
      },
    ],
  })
  const [{ id }] = (plain as { decisions: [{ id: string }] }).decisions
  expect(await (await api('GET', `/decisions/${id}`)).json()).toEqual({
    id,
    at: clock.now,
    account: 'acme',
    user: 'mara',
    placement: 'paywall:export',
    nudge: null,
    reason: 'no_candidate',
    shownAt: null,
    receipt: expect.objectContaining({ decisionId: id, candidates: [] }),
    outcomes: [],
  })
  const dry = await api('POST', '/decide', { ...question, dryRun: true, explain: true })
  const [decision] = ((await dry.json()) as { decisions: { id: string; receipt: object }[] })
    .decisions
  expect(decision?.receipt).toMatchObject({ account: 'acme', user: 'mara', reason: 'no_candidate' })
  expect((await api('GET', `/decisions/${decision?.id}`)).status).toBe(404)
})

test.each([
  ['POST', '/decide', {}, ['user', 'placements']],
  ['POST', '/decide', { user: 'mara', placements: ['nowhere'] }, ['placements.0']],
  ['POST', '/events', { events: [] }, ['events']],
  ['POST', '/meters', { events: [] }, ['readings', 'events']],
  ['PUT', '/accounts/acme', { traits: { constructor: 1 } }, ['traits.constructor']],
  ['PUT', '/users/mara', { traits: {}, plan: 'x' }, ['plan']],
  ['PUT', '/users/mara/consent', { consent: 'maybe' }, ['consent']],
])('%s %s tells where %j is wrong', async (method, path, body, paths) => {
  const { api } = await testApp()
  const response = await api(method, path, body)
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as {
    error: { code: string; issues: { path: string }[] }
  }
  expect(error.code).toBe('invalid')
  expect(error.issues.map((one) => one.path)).toEqual(paths)
})

test.each(['/events', '/meters', '/conversions', '/decide', '/nudges'])(
  'garbage to %s is refused',
  async (path) => {
    const { api } = await testApp()
    for (const body of ['', '{', '\u0000', '[[[['.repeat(10_000)]) {
      const response = await api('POST', path, body)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: { code: 'malformed_json' } })
    }
    const big = await api('POST', path, JSON.stringify('x'.repeat(500_001)))
    expect(big.status).toBe(413)
  },
)

test('a key without the scope is refused', async () => {
  const { api, deps } = await testApp()
  await deps.control.client.execute(`update keys set scopes = '["read"]' where id = 'k2'`)
  const response = await api('POST', '/events', { events: [{ name: 'a', user: 'b' }] })
  expect(response.status).toBe(403)
  expect(await response.json()).toEqual({
    error: {
      code: 'forbidden',
      message: 'This key is not made for it: it lacks the scope "ingest"',
    },
  })
  expect((await api('GET', '/nudges')).status).toBe(200)
})
