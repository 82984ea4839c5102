import { expect, test } from 'vitest'
import { replayMessage } from '../../../shared/replay/replay.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { testApp } from '../../test-app.ts'

const hits = (gte: number) => ({
  measure: { count: { event: 'paywall_hit', within: '7d' } },
  gte,
})
const trigger = {
  key: 'export-wall',
  name: 'Keeps hitting the wall',
  family: 'paywall',
  subject: 'account',
  when: { all: [hits(3), { trait: 'account.plan', eq: 'free' }] },
}

const messagesIn = async (response: Response) =>
  (await response.text())
    .trimEnd()
    .split('\n')
    .map((line) => replayMessage.parse(JSON.parse(line)))

/** `acme` hits the wall five times, forty days ago, and converts three days later. */
async function furnished() {
  const app = await testApp()
  const today = app.clock.now
  const at = async (daysAgo: number, run: () => Promise<Response>) => {
    app.clock.now = today - daysAgo * dayMs
    expect((await run()).status).toBe(200)
    app.clock.now = today
  }
  const hit = { name: 'paywall_hit', account: 'acme', properties: { feature: 'export' } }
  await at(100, async () => app.api('PUT', '/accounts/acme', { traits: { plan: 'free' } }))
  await at(40, async () => app.api('POST', '/events', { events: Array(5).fill(hit) }))
  await at(37, async () =>
    app.api('POST', '/conversions', { conversions: [{ account: 'acme', kind: 'plan' }] }),
  )
  /** Writes straight into the log, so many that reading them takes several pages. */
  const fill = async (count: number) => {
    const { client } = await app.deps.openWorkspace('w1')
    await client.execute({
      sql: `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            INSERT INTO events (message_id, name, account, source, properties, occurred_at, received_at)
            SELECT 'f' || i, 'paywall_hit', 'acme', 'api', '{}', ?, ? FROM n`,
      args: [count, today - dayMs, today - dayMs],
    })
  }
  const replay = (body: unknown, token = app.keys.secret) =>
    app.api('POST', '/triggers/replay', body, token)
  return { ...app, replay, fill }
}

test('streams progress and a report in lines of JSON', async () => {
  const { replay } = await furnished()
  const response = await replay({ trigger, sweep: { path: 'when.all.0', values: [2, 6] } })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const [progress, report, ...more] = await messagesIn(response)
  expect(more).toEqual([])
  expect(progress).toEqual({ type: 'progress', done: 8, of: 8, events: 8 })
  expect(report).toMatchObject({
    type: 'report',
    days: 100,
    events: 8,
    accounts: 1,
    conversions: 1,
    firings: { total: 1 },
    precision: { hits: 1, of: 1 },
    recall: { hits: 1, of: 1 },
    leadDays: { median: 3 },
    sweep: {
      points: [
        { value: 2, firings: 1 },
        { value: 6, firings: 0 },
      ],
      recommended: { value: 2 },
    },
  })
})

test('a trigger need not be saved, and is not', async () => {
  const { replay, api } = await furnished()
  await messagesIn(await replay({ trigger }))
  expect((await api('GET', '/triggers/export-wall')).status).toBe(404)
})

test('another workspace’s history is not in it', async () => {
  const { replay, keys } = await furnished()
  const [report] = await messagesIn(await replay({ trigger }, keys.others))
  expect(report).toMatchObject({ events: 0, accounts: 0, firings: { total: 0 } })
})

const ownSignals = { trigger: 'export-wall', within: '7d', of: 'user' }
const many = Array.from({ length: 61 }, (_, i) => i)

test.each([
  ['malformed_json', undefined, 'not a body'],
  ['invalid', 'trigger', {}],
  ['invalid', 'trigger.when.all', { trigger: { ...trigger, when: { all: [] } } }],
  ['invalid', 'trigger.cooldown', { trigger: { ...trigger, cooldown: '1y' } }],
  ['invalid', 'trigger.recommends', { trigger: { ...trigger, recommends: 'nothing' } }],
  [
    'invalid',
    'trigger.when.trait',
    { trigger: { ...trigger, when: { trait: 'page.path', eq: '/' } } },
  ],
  [
    'invalid',
    'trigger.when.measure.signals.trigger',
    { trigger: { ...trigger, when: { measure: { signals: ownSignals }, gte: 1 } } },
  ],
  ['invalid', 'from', { trigger, from: '2026-11-24T00:00:00Z' }],
  ['invalid', 'from', { trigger, from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' }],
  ['invalid', 'from', { trigger, from: 'yesterday' }],
  ['invalid', 'horizon', { trigger, horizon: '401d' }],
  ['invalid', 'sweep.path', { trigger, sweep: { path: 'when.all.7' } }],
  ['invalid', 'sweep.path', { trigger, sweep: { path: 'when.all.1' } }],
  ['invalid', 'sweep.path', { trigger, sweep: { path: 'constructor' } }],
  ['invalid', 'sweep.values', { trigger, sweep: { path: 'when.all.0', values: [1] } }],
  ['invalid', 'sweep.values', { trigger, sweep: { path: 'when.all.0', values: many } }],
  ['invalid', 'conversion.event', { trigger, conversion: { event: '' } }],
  ['invalid', 'surprise', { trigger, surprise: 1 }],
])('refuses before anything is streamed: %s at %s', async (code, path, body) => {
  const { replay } = await furnished()
  const response = await replay(body)
  expect(response.status).toBe(400)
  const { error } = await response.json()
  expect(error.code).toBe(code)
  expect(error.issues?.[0].path).toBe(path)
})

test('a reserved name is refused, and not left out without a word', async () => {
  const { replay } = await furnished()
  const text = JSON.stringify({ trigger, conversion: { event: 'paid', where: { x: { eq: 1 } } } })
  const response = await replay(text.replace('"x"', '"__proto__"'))
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('reserved')
})

test('a conversion that nobody has sent is none, and no fault', async () => {
  const { replay } = await furnished()
  const messages = await messagesIn(await replay({ trigger, conversion: { event: 'unheard' } }))
  expect(messages.at(-1)).toMatchObject({ conversions: 0, precision: { value: 0 } })
})

test('one runs at a time in a workspace; hanging up stops it within a page', async () => {
  const { replay, fill, keys } = await furnished()
  await fill(30_000)
  const first = await replay({ trigger })
  const refused = await replay({ trigger })
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
  expect(await refused.json()).toMatchObject({ error: { code: 'rate_limited' } })
  expect((await replay({ trigger }, keys.others)).status).toBe(200)
  await first.body?.cancel()
  const again = await replay({ trigger })
  expect(again.status).toBe(200)
  expect((await messagesIn(again)).map((one) => one.type)).toEqual([
    ...Array.from({ length: 7 }, () => 'progress'),
    'report',
  ])
})

test('says so when it breaks on the way, and lets the next one run', async () => {
  const { replay, fill, deps, logged } = await furnished()
  await fill(6_000)
  const { client } = await deps.openWorkspace('w1')
  await client.execute("UPDATE events SET name = 'plan_changed', properties = '{' WHERE seq = 5500")
  const messages = await messagesIn(await replay({ trigger }))
  expect(messages.map((one) => one.type)).toEqual(['progress', 'failed'])
  expect(messages.at(-1)).toMatchObject({
    error: { code: 'internal', message: 'Something went wrong here' },
  })
  expect(logged).toHaveLength(1)
  await client.execute("UPDATE events SET properties = '{}' WHERE seq = 5500")
  expect((await messagesIn(await replay({ trigger }))).at(-1)?.type).toBe('report')
})

test('needs the scope to read', async () => {
  const { replay, deps } = await furnished()
  await deps.control.client.execute(`update keys set scopes = '["ingest"]' where id = 'k2'`)
  deps.keys.forget()
  expect((await replay({ trigger })).status).toBe(403)
})

test('the console replays under its session, for those too who only look', async () => {
  const { signIn, addMember, owner } = await furnished()
  await addMember('bob', 'w1', 'viewer')
  const ask = await signIn('bob@example.com', owner.password)
  const response = await ask('POST', '/w/w1/replay', { trigger })
  expect(response.status).toBe(200)
  expect((await messagesIn(response)).at(-1)).toMatchObject({ firings: { total: 1 } })
  const bad = await ask('POST', '/w/w1/replay', { trigger, sweep: { path: 'when' } })
  expect(await bad.json()).toMatchObject({ error: { issues: [{ path: 'sweep.path' }] } })
})
