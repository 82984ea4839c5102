import { expect, test } from 'vitest'
import { brim } from '../../../shared/audit/actor.ts'
import type { Results } from '../../../shared/results/results.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { testApp } from '../../test-app.ts'

type App = Awaited<ReturnType<typeof testApp>>

const copy = { en: { title: 'More', actions: [{ kind: 'trial', label: 'Try it' }] } }

/** A nudge in a slot that everybody is shown; with `experiment`, some are in its control. */
async function furnished(nudge: object = {}) {
  const app = await testApp()
  const put = async (path: string, body: object) =>
    expect((await app.api('PUT', `${path}?publish=true`, body)).status, path).toBe(200)
  await put('/plans/team', { name: 'Team', tier: 1 })
  await put('/offers/team', { kind: 'trial', name: 'Team', plan: 'team', lasts: '14d' })
  const caps = { perUser: { every: '1h', times: 100 }, lifetime: 100 }
  await put('/nudges/promo', {
    ...{ name: 'Promo', format: 'inline', placement: 'slot:promo', offer: 'team' },
    ...{ copy, caps, ...nudge },
  })
  return app
}

/** Is shown the nudge, and does this with it. Answers the decision. */
async function shown({ widget, session, clock }: App, who: string, did: string[] = []) {
  const about = session({ user: { id: who }, account: { id: `${who}-co` }, device: 'phone' })
  const asked = await widget('/sync', { ...about, items: [], ask: ['slot:promo'] })
  const [{ prompt }] = (await asked.json()).answers
  const items = ['shown', ...did].map((outcome, i) => ({
    type: 'outcome',
    messageId: `${prompt.decisionId}-${outcome}`,
    decisionId: prompt.decisionId,
    outcome,
    occurredAt: new Date(clock.now + (i - 4) * 5000).toISOString(),
  }))
  const sent = await widget('/sync', { ...about, items, ask: [] })
  expect(await sent.json()).toMatchObject({ accepted: items.length })
  return prompt.decisionId as string
}

async function read({ signIn }: App, query = ''): Promise<Results> {
  const ask = await signIn()
  const response = await ask('GET', `/w/w1/results${query}`)
  expect(response.status).toBe(200)
  return response.json()
}

test('counts what was shown, what became of it, and what was earned, by currency', async () => {
  const app = await furnished()
  const decision = await shown(app, 'mara', ['clicked', 'trial_started'])
  await shown(app, 'tom', ['dismissed'])
  const conversions = [
    { messageId: 'c1', account: 'mara-co', kind: 'plan', decision, mrrDelta: 900, currency: 'EUR' },
    { messageId: 'c2', account: 'mara-co', kind: 'seats', decision, mrrDelta: 70, currency: 'USD' },
  ]
  const sent = await app.api('POST', '/conversions', { conversions })
  expect(sent.status).toBe(200)
  const { total, rows, by, days } = await read(app)
  expect(by).toBe('nudge')
  expect(rows).toMatchObject([{ key: 'promo', shown: { times: 2 } }])
  expect(total).toMatchObject({
    shown: { times: 2, people: 2, accounts: 2 },
    clicked: { times: 1, people: 1, accounts: 1 },
    dismissed: { times: 1, people: 1, accounts: 1 },
    trials: { accounts: 1 },
    converted: { times: 1, people: 1, accounts: 1 },
    revenue: [
      { currency: 'EUR', amount: 900 },
      { currency: 'USD', amount: 70 },
    ],
    annoyance: 12.5,
  })
  expect(days).toHaveLength(30)
  expect(days.at(-1)).toMatchObject({ day: '2026-11-23', shown: 2, clicked: 1 })
})

test('counts what came late on the day of its showing', async () => {
  const app = await furnished()
  const decision = await shown(app, 'mara')
  app.clock.now += 9 * dayMs
  await app.api('POST', '/conversions', {
    conversions: [{ messageId: 'c1', account: 'mara-co', kind: 'plan', decision }],
  })
  const onItsDay = await read(app, '?from=2026-11-23&to=2026-11-23')
  expect(onItsDay.total.converted.times).toBe(1)
  const later = await read(app, '?from=2026-11-24&to=2026-12-02')
  expect(later.total.converted.times).toBe(0)
})

test('cuts by language, plan and device as they were, when receipts are long gone', async () => {
  const app = await furnished()
  await app.api('PUT', '/accounts/mara-co', { traits: { plan: 'free' } })
  await shown(app, 'mara', ['clicked'])
  await app.api('PUT', '/accounts/mara-co', { traits: { plan: 'team' } })
  const query = '?from=2026-11-20&to=2026-11-30'
  const before = await read(app, query)
  app.clock.now += 40 * dayMs
  expect(await app.deps.pipeline.retire('w1', app.clock.now)).toBeGreaterThan(0)
  const { client } = await app.deps.openWorkspace('w1')
  expect((await client.execute('SELECT * FROM decisions')).rows).toEqual([])
  expect({ ...(await read(app, query)), at: 0 }).toEqual({ ...before, at: 0 })
  const keysBy = async (by: string) =>
    (await read(app, `${query}&by=${by}`)).rows.map((row) => [row.key, row.clicked.times])
  expect(await keysBy('plan')).toEqual([['free', 1]])
  expect(await keysBy('locale')).toEqual([['en', 1]])
  expect(await keysBy('device')).toEqual([['phone', 1]])
})

test('counts somebody who was erased as before, and says what names nothing any more', async () => {
  const app = await furnished()
  const decision = await shown(app, 'mara', ['clicked'])
  await app.api('POST', '/conversions', {
    conversions: [{ messageId: 'c1', account: 'mara-co', user: 'mara', kind: 'plan', decision }],
  })
  expect((await read(app)).erasedConversions).toBe(0)
  await app.deps.pipeline.erase('w1', {
    kind: 'account',
    id: 'mara-co',
    by: brim,
    at: app.clock.now,
  })
  const isDone = async () => {
    const found = await app.api('GET', '/accounts/mara-co/erasure')
    return (await found.json()).status
  }
  await expect.poll(isDone, { timeout: 10_000 }).toBe('erased')
  const { total, erasedConversions } = await read(app)
  expect(total).toMatchObject({ shown: { times: 1, people: 1 }, clicked: { times: 1 } })
  expect(total.converted.times).toBe(0)
  expect(erasedConversions).toBe(1)
})

test('sets a control’s accounts beside those who were shown it', async () => {
  const arms = [
    { key: 'drawn', weight: 1 },
    { key: 'nothing', weight: 1, control: true },
  ]
  const app = await furnished({ experiment: { key: 'promo', arms } })
  for (let i = 0; i < 12; i++) await shown(app, `p${i}`)
  const { rows, experiment } = await read(app, '?nudge=promo')
  const drawn = rows.find((row) => row.key === 'drawn')
  const control = rows.find((row) => row.key === 'nothing')
  expect(drawn?.shown.times).toBeGreaterThan(0)
  expect(control).toMatchObject({ shown: { times: 0 }, annoyance: null })
  expect((drawn?.shown.times ?? 0) + (control?.ghosts.times ?? 0)).toBe(12)
  expect(experiment).toMatchObject({
    unit: 'account',
    baseline: 'nothing',
    bought: [{ arm: 'drawn', verdict: 'too_early' }],
  })
})

test.each([
  ['?from=2026-11-02&to=2026-11-01', 'to'],
  ['?from=2020-01-01', 'from'],
  ['?from=yesterday', 'from'],
  ['?zone=Mars/Olympus', 'zone'],
  ['?by=arm', 'by'],
  ['?nudge=No!', 'nudge'],
])('refuses %s and says what is wrong', async (query, path) => {
  const app = await testApp()
  const ask = await app.signIn()
  for (const response of [
    await ask('GET', `/w/w1/results${query}`),
    await app.api('GET', `/results${query}`),
  ]) {
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 'invalid', issues: [{ path }] } })
  }
})

test('a nudge of another workspace is not there', async () => {
  const app = await furnished()
  const ask = await app.signIn('bob@example.com', app.owner.password)
  expect((await ask('GET', '/w/w2/results?nudge=promo')).status).toBe(404)
  expect((await app.api('GET', '/results?nudge=promo', undefined, app.keys.others)).status).toBe(
    404,
  )
  expect((await app.api('GET', '/results?nudge=promo')).status).toBe(200)
})

test('gives the table and the days to a spreadsheet, which runs nothing of it', async () => {
  const app = await furnished()
  await app.api('PUT', '/accounts/mara-co', { traits: { plan: '=HYPERLINK("https://evil")' } })
  const decision = await shown(app, 'mara', ['clicked'])
  const conversions = [
    {
      messageId: 'c1',
      account: 'mara-co',
      kind: 'plan',
      decision,
      mrrDelta: -250,
      currency: 'EUR',
    },
  ]
  await app.api('POST', '/conversions', { conversions })
  const ask = await app.signIn()
  const rows = await ask('GET', '/w/w1/results/csv?by=plan')
  expect(rows.headers.get('content-type')).toContain('text/csv')
  expect(rows.headers.get('content-disposition')).toBe(
    'attachment; filename="results-rows-2026-10-25-2026-11-23.csv"',
  )
  const bytes = new Uint8Array(await rows.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [head = '', first = '', total = ''] = new TextDecoder().decode(bytes).split('\r\n')
  expect(head).toMatch(/^plan,shown,shown people,.*,"monthly revenue, EUR minor units"$/)
  expect(first).toMatch(/^"'=HYPERLINK\(""https:\/\/evil""\)",1,1,1,0,.*,-250$/)
  expect(total).toMatch(/^total,1,1,1,/)
  const days = await (await ask('GET', '/w/w1/results/csv?of=days&zone=Europe/Vienna')).text()
  const lines = days.trimEnd().split('\r\n')
  expect(lines[0]).toMatch(/^day \(Europe\/Vienna\),shown,/)
  expect(lines).toHaveLength(31)
  expect(lines.at(-1)).toBe('2026-11-23,1,0,1,1,0,0,0,0,-250')
})
