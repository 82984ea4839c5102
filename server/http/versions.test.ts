// What was published, and when what is next will be: over the API, and for people in the console.
import { expect, test } from 'vitest'
import { minuteMs } from '../../shared/value/duration.ts'
import { testApp } from '../test-app.ts'
import { examples } from './ops/docs/examples.ts'

const copy = (title: string) => ({
  en: { title, actions: [{ kind: 'checkout', label: 'Upgrade', url: '/billing' }] },
})
const wall = (title: string) => ({
  name: 'Wall',
  format: 'modal',
  placement: 'paywall:export',
  offer: 'pro',
  copy: copy(title),
})

async function setUp() {
  const app = await testApp()
  const { api, signIn, owner, clock, deps } = app
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  await api('PUT', '/offers/pro?publish=true', { kind: 'upgrade', name: 'Pro', plan: 'team' })
  await api('PUT', '/nudges/wall?publish=true', wall('First'))
  clock.now += minuteMs
  const person = await signIn(owner.email, owner.password)
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await person(method, `/w/w1${path}`, body)
    return { status: response.status, body: await response.json() }
  }
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await api(method, path, body)
    return { status: response.status, body: await response.json() }
  }
  return { ...app, ask, call, sweep: () => deps.pipeline.sweep('w1', clock.now) }
}

test('versions say who and when, by name, newest first', async () => {
  const { ask, call, clock } = await setUp()
  const at = clock.now
  await ask('PUT', '/definitions/nudge/wall', {
    body: { ...wall('Second'), key: 'wall' },
    revision: 1,
    publish: true,
  })
  const told = {
    versions: [
      { version: 2, publishedAt: at, publishedBy: { kind: 'person', name: 'Ada', id: 'ada' } },
      {
        version: 1,
        publishedAt: at - minuteMs,
        publishedBy: { kind: 'key', name: expect.any(String), id: expect.any(String) },
      },
    ],
    before: null,
  }
  expect((await call('GET', '/nudges/wall/versions')).body).toEqual(told)
  expect((await ask('GET', '/definitions/nudge/wall/versions')).body).toEqual(told)
  expect((await call('GET', '/nudges/wall/versions?before=2')).body.versions).toHaveLength(1)
  const first = await call('GET', '/nudges/wall/versions/1')
  expect(first.body).toMatchObject({ version: 1, body: { copy: { en: { title: 'First' } } } })
  const { body: record } = await ask('GET', '/definitions/nudge/wall')
  expect(record.updatedBy).toEqual({ kind: 'person', name: 'Ada', id: 'ada' })
})

test.each(['/nudges/none/versions', '/nudges/wall/versions/9', '/nudges/wall/publication'])(
  '%s is not there',
  async (path) => {
    const { call } = await setUp()
    expect(await call('GET', path)).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found' } },
    })
  },
)

test('a version becomes the draft again, or goes live as a new one', async () => {
  const { call, ask } = await setUp()
  await call('PUT', '/nudges/wall?publish=true', wall('Second'))
  const draft = await call('POST', '/nudges/wall/versions/1/revert?revision=2')
  expect(draft.body).toMatchObject({
    revision: 3,
    version: 2,
    draft: { copy: copy('First') },
    published: { copy: copy('Second') },
  })
  expect(await call('POST', '/nudges/wall/versions/1/revert?revision=2')).toMatchObject({
    status: 409,
    body: { error: { code: 'conflict' } },
  })
  const live = await ask('POST', '/definitions/nudge/wall/versions/1/revert', {
    revision: 3,
    publish: true,
  })
  expect(live.body).toMatchObject({ version: 3, published: { copy: copy('First') } })
})

test('a version that would lie by now does not go live again', async () => {
  const { call } = await setUp()
  await call('PUT', '/nudges/wall?publish=true', wall('Only €9 per seat'))
  await call('PUT', '/nudges/wall?publish=true', wall('Second'))
  const prices = [{ amount: 1200, currency: 'EUR', interval: 'month', per: 'seat' }]
  await call('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1, prices })
  expect(await call('POST', '/nudges/wall/versions/2/revert?publish=true')).toMatchObject({
    status: 400,
    body: {
      error: {
        code: 'invalid',
        issues: [
          {
            path: 'copy.en.title',
            message: expect.stringMatching(/No plan costs €9.*€12 a seat a month/),
          },
        ],
      },
    },
  })
})

test('a draft is published at its time, by the sweep', async () => {
  const { call, ask, clock, sweep } = await setUp()
  await call('PUT', '/nudges/wall', wall('Second'))
  const at = clock.now + 60 * minuteMs
  const scheduled = await call('PUT', '/nudges/wall/publication?revision=2', {
    at: new Date(at).toISOString(),
  })
  expect(scheduled).toMatchObject({ status: 200, body: { kind: 'nudge', key: 'wall', at } })
  expect((await ask('GET', '/publications')).body).toEqual([scheduled.body])
  await sweep()
  expect((await call('GET', '/nudges/wall')).body.version).toBe(1)
  clock.now = at
  await sweep()
  expect((await call('GET', '/nudges/wall')).body).toMatchObject({
    version: 2,
    published: { copy: copy('Second') },
  })
  expect((await ask('GET', '/publications')).body).toEqual([])
})

test('a publication is cancelled, and that can be done again', async () => {
  const { call, clock, ask } = await setUp()
  await call('PUT', '/nudges/wall', wall('Second'))
  const at = new Date(clock.now + 60 * minuteMs).toISOString()
  await ask('PUT', '/definitions/nudge/wall/publication', { at, revision: 2 })
  expect(
    (await ask('PUT', '/definitions/nudge/wall/publication', { at, revision: 2 })).status,
  ).toBe(409)
  expect((await call('DELETE', '/nudges/wall/publication')).status).toBe(200)
  expect((await call('DELETE', '/nudges/wall/publication')).status).toBe(200)
  expect((await ask('GET', '/publications')).body).toEqual([])
})

test.each([
  [{}, 'at'],
  [{ at: 'tomorrow' }, 'at'],
  [{ at: '2020-01-01T00:00:00Z' }, 'at'],
  [{ at: '2026-12-01T09:00:00Z', when: 1 }, 'when'],
])('the publication %j is refused by its field', async (body, path) => {
  const { call } = await setUp()
  const answer = await call('PUT', '/nudges/wall/publication', body)
  expect(answer).toMatchObject({ status: 400, body: { error: { issues: [{ path }] } } })
})

test('what is archived is listed apart, and its key stays taken', async () => {
  const { call } = await setUp()
  await call('POST', '/nudges/wall/archive?revision=1')
  expect((await call('GET', '/nudges')).body.nudges).toEqual([])
  expect((await call('GET', '/nudges?archived=true')).body.nudges).toMatchObject([
    { key: 'wall', status: 'archived' },
  ])
  expect((await call('POST', '/nudges', { ...wall('New'), key: 'wall' })).status).toBe(409)
})

test('the linter answers over the API, and a bad nudge is no question', async () => {
  const { call } = await setUp()
  const draft = { ...wall('Hello {{user.name}}'), key: 'new', placement: 'page' }
  expect((await call('POST', '/nudges/lint', draft)).body).toEqual({
    findings: [
      {
        code: 'missing_fallback',
        level: 'warning',
        path: 'copy.en.title',
        sentence: expect.any(String),
        remedy: expect.any(String),
      },
    ],
  })
  expect((await call('POST', '/nudges/lint', { key: 'new' })).status).toBe(400)
})

test.each([
  ['trigger', 'triggers', examples.Trigger as { key: string }],
  ['nudge', 'nudges', { ...wall('Hello {{user.name}}'), key: 'wall' }],
  ['offer', 'offers', { key: 'pro', kind: 'upgrade', name: 'Pro', plan: 'gone' }],
  ['plan', 'plans', { key: 'team', name: 'Team', tier: 9 }],
  ['meter', 'metered', examples.Meter as { key: string }],
] as const)(
  'of each %s the API says before it goes live what the console does',
  async (kind, path, body) => {
    const { call, ask } = await setUp()
    const answer = await call('POST', `/${path}/lint`, body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(answer.body).toEqual((await ask('POST', `/definitions/${kind}/lint`, body)).body)
    expect((await call('POST', `/${path}/lint`, { ...body, name: 7 })).body).toMatchObject({
      error: { code: 'invalid', issues: [{ path: 'name' }] },
    })
  },
)

test('who changes what a live nudge stands on is told so over the API, and nothing is written', async () => {
  const { call } = await setUp()
  const { recommends: _none, ...trigger } = examples.Trigger as {
    key: string
    name: string
    subject: string
    recommends: string
  }
  const { key } = trigger
  await call('PUT', `/triggers/${key}?publish=true`, trigger)
  await call('PUT', '/nudges/wall?publish=true', { ...wall('First'), trigger: key })
  const answer = await call('POST', '/triggers/lint', { ...trigger, subject: 'user' })
  expect(answer.body.findings).toMatchObject([
    { code: 'used_by_live', level: 'warning', nudge: 'wall' },
  ])
  expect((await call('GET', `/triggers/${key}`)).body.draft.subject).toBe('account')
})

test('a definition may be called like the linter', async () => {
  const { api } = await setUp()
  const save = (name: string) =>
    api('PUT', '/nudges/lint', { ...wall('Words'), name }, undefined, { 'idempotency-key': 'once' })
  expect((await save('First')).status).toBe(200)
  const again = await save('First')
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(await (await api('GET', '/nudges/lint')).json()).toMatchObject({ revision: 1 })
})

test('a forecast counts what the last days would have shown', async () => {
  const { ask, call, clock } = await setUp()
  await call('PUT', '/accounts/acme', { traits: { plan: 'free' } })
  const hit = (user: string) => ({
    name: 'paywall_hit',
    account: 'acme',
    user,
    properties: { feature: 'export' },
  })
  await call('POST', '/events', { events: [hit('a'), hit('a'), hit('b'), hit('c'), hit('d')] })
  clock.now += minuteMs
  const forecast = async (audience: unknown) =>
    (await ask('POST', '/forecast', { nudge: { ...wall('First'), key: 'wall', audience } })).body
  const free = await forecast({ trait: 'account.plan', eq: 'free' })
  // Each of the four once, and three of them until the account's budget is spent; 5 % are held out.
  expect(free).toMatchObject({
    audience: { matching: 1, of: 1 },
    days: 1,
    moments: 5,
    prompts: 3,
    reached: 1,
    exhausted: 1,
  })
  expect(free.findings).toMatchObject([{ code: 'too_many_prompts', level: 'warning' }])
  const nobody = await forecast({ trait: 'account.plan', eq: 'gold' })
  expect(nobody).toMatchObject({ prompts: 0, findings: [{ code: 'nobody_matches' }] })
})
