import { expect, test } from 'vitest'
import type { LiveMessage } from '../../../shared/protocol/live.ts'
import { testApp } from '../../test-app.ts'

const plan = { name: 'Team', tier: 1, prices: [], limits: {}, features: [] }

test('a definition is written, published and paused from the console', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  const saved = await ask('PUT', '/w/w1/definitions/plan/team', { body: plan, revision: 0 })
  expect(saved.status).toBe(200)
  const record = { key: 'team', status: 'draft', revision: 1, draft: { key: 'team', ...plan } }
  expect(await saved.json()).toMatchObject(record)
  expect(await (await ask('GET', '/w/w1/definitions/plan')).json()).toMatchObject([record])
  expect(await (await ask('GET', '/w/w1/definitions/plan/team')).json()).toMatchObject(record)
  const late = await ask('PUT', '/w/w1/definitions/plan/team', { body: plan, revision: 0 })
  expect(late.status).toBe(409)
  const change = (what: string) => ask('POST', `/w/w1/definitions/plan/team/${what}`)
  expect(await (await change('publish')).json()).toMatchObject({ status: 'live', version: 1 })
  expect(await (await change('pause')).json()).toMatchObject({ status: 'paused' })
  expect((await change('explode')).status).toBe(404)
  expect((await ask('GET', '/w/w1/definitions/cake')).status).toBe(404)
  expect((await ask('GET', '/w/w1/definitions/plan/other')).status).toBe(404)
})

test('what is archived or deleted stands in no list, and keeps its name for history', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  const put = async (key: string, name: string, publish: boolean) =>
    expect(
      (await ask('PUT', `/w/w1/definitions/plan/${key}`, { body: { ...plan, name }, publish }))
        .status,
    ).toBe(200)
  const names = async () => (await ask('GET', '/w/w1/definitions/names')).json()
  for (const name of ['Team', 'Crew']) await put('gone', name, true)
  await put('away', 'Away', true)
  await put('sketch', 'Sketch', false)
  await put('stays', 'Stays', true)
  expect(await names()).toEqual([])
  await ask('POST', '/w/w1/definitions/plan/away/archive')
  await ask('DELETE', '/w/w1/definitions/plan/gone')
  // Nobody but its author has ever seen it: nothing in history is called so.
  await ask('DELETE', '/w/w1/definitions/plan/sketch')
  expect(await names()).toEqual([
    { kind: 'plan', key: 'away', name: 'Away' },
    { kind: 'plan', key: 'gone', name: 'Crew' },
  ])
  expect(await (await ask('GET', '/w/w1/definitions/plan?archived=true')).json()).toMatchObject([
    { key: 'away', updatedBy: { kind: 'person' } },
  ])
  const listed = (await (await ask('GET', '/w/w1/definitions/plan')).json()) as { key: string }[]
  expect(listed.map(({ key }) => key)).toEqual(['stays'])
  await put('gone', 'Back', true)
  expect(await names()).toHaveLength(1)
})

test('tells how many accounts are on each plan, and none where nobody is', async () => {
  const { api, signIn } = await testApp()
  const ask = await signIn()
  const on = async () => (await ask('GET', '/w/w1/definitions/accounts')).json()
  await ask('PUT', '/w/w1/definitions/plan/team', { body: { ...plan, key: 'team' }, publish: true })
  expect(await on()).toEqual({})
  for (const [account, name] of [
    ['acme', 'team'],
    ['byte', 'team'],
    ['cove', 'no-plan-of-ours'],
  ]) {
    await api('PUT', `/accounts/${account}`, { traits: { plan: name } })
  }
  expect(await on()).toEqual({ team: 2 })
})

test('a wrong body is told where it is wrong', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  const response = await ask('PUT', '/w/w1/definitions/plan/team', { body: { ...plan, tier: 'x' } })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    error: { code: 'invalid', issues: [{ path: 'tier' }] },
  })
})

test('a draft is previewed without being saved', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  await ask('PUT', '/w/w1/definitions/plan/team', { body: plan, publish: true })
  const offer = { kind: 'upgrade', key: 'up', name: 'Up', plan: 'team' }
  await ask('PUT', '/w/w1/definitions/offer/up', { body: offer, publish: true })
  const nudge = {
    key: 'export-modal',
    name: 'Export',
    format: 'modal',
    placement: 'paywall:export',
    offer: 'up',
    copy: {
      en: {
        title: 'Hello {{account.name|there}}',
        actions: [{ kind: 'checkout', label: 'Upgrade', url: '/billing' }],
      },
    },
  }
  const response = await ask('POST', '/w/w1/preview', { nudge })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    prompt: { nudge: 'export-modal', format: 'modal', locale: 'en', offer: { key: 'up' } },
  })
  const wrong = await ask('POST', '/w/w1/preview', { nudge: { ...nudge, format: 'parade' } })
  expect(await wrong.json()).toMatchObject({
    error: { code: 'invalid', issues: [{ path: 'nudge.format' }] },
  })
  expect(await (await ask('GET', '/w/w1/definitions/nudge')).json()).toEqual([])
})

test('a draft is drawn as it may look: a meter nearly full, a countdown, the workspace’s theme', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  await ask('PUT', '/w/w1/definitions/plan/team', {
    body: { ...plan, limits: { seats: 10 } },
    publish: true,
  })
  const offer = { kind: 'upgrade', key: 'up', name: 'Up', plan: 'team' }
  await ask('PUT', '/w/w1/definitions/offer/up', { body: offer, publish: true })
  const theme = { preset: 'brim', radius: 4 }
  const set = await ask('PUT', '/w/w1/settings/theme', theme)
  expect(await set.json()).toMatchObject({ theme, holdout: 0 })
  const copy = {
    title: 'Full',
    countdown: 'Ends in',
    comparison: { rows: [{ label: 'Seats', current: '5', offered: '{{meter.seats.limit}}' }] },
    actions: [{ kind: 'checkout', label: 'Upgrade', url: '/billing' }],
  }
  const nudge = {
    key: 'seats-meter',
    name: 'Seats',
    format: 'meter',
    placement: 'meter:seats',
    offer: 'up',
    copy: { en: copy },
  }
  const response = await ask('POST', '/w/w1/preview', { nudge })
  const { prompt } = (await response.json()) as { prompt: Record<string, unknown> }
  expect(prompt).toMatchObject({
    usage: { meter: 'seats', used: 9, limit: 10, text: '9 of 10 seats' },
    countdown: { text: [{ text: 'Ends in' }] },
    theme: { radius: 4 },
    comparison: { current: [{ text: '{plan.name}' }], offered: [{ text: plan.name }] },
  })
  const nameless = await ask('POST', '/w/w1/preview', { nudge: { ...nudge, placement: 'page' } })
  expect(await nameless.json()).toMatchObject({
    error: { code: 'invalid', issues: [{ path: 'nudge.meter' }] },
  })
})

test('a theme that is none changes nothing', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  for (const theme of [{}, { preset: 'gaudy' }, { preset: 'brim', accent: 'red' }, null]) {
    expect((await ask('PUT', '/w/w1/settings/theme', theme)).status).toBe(400)
  }
  const { theme } = (await (await ask('GET', '/w/w1/settings')).json()) as { theme: unknown }
  expect(theme).toEqual({ preset: 'brim' })
})

test('accounts are found by id and by name', async () => {
  const { signIn, api, clock } = await testApp()
  await api('PUT', '/accounts/a_1', { traits: { name: 'Zebra 100%', plan: 'free' } })
  clock.now += 1
  await api('PUT', '/accounts/b%2F2', { traits: { name: 'Yak' } })
  await api('PUT', '/users/mara', { account: 'b/2', traits: {} })
  const ask = await signIn()
  const find = async (query: string) => {
    const response = await ask('GET', `/w/w1/accounts?query=${encodeURIComponent(query)}`)
    return ((await response.json()) as { id: string }[]).map((one) => one.id)
  }
  expect(await find('')).toEqual(['b/2', 'a_1'])
  expect(await find('zeb')).toEqual(['a_1'])
  expect(await find('100%')).toEqual(['a_1'])
  expect(await find('%')).toEqual(['a_1'])
  expect(await find('_')).toEqual(['a_1'])
  expect(await find("'; drop table accounts; --")).toEqual([])
  expect(await (await ask('GET', '/w/w1/accounts?query=yak')).json()).toEqual([
    {
      id: 'b/2',
      name: 'Yak',
      plan: null,
      traits: { name: 'Yak' },
      users: 1,
      signals: 0,
      firstSeenAt: clock.now,
      lastSeenAt: clock.now,
    },
  ])
  expect(await (await ask('GET', '/w/w1/accounts/b%2F2')).json()).toMatchObject({
    id: 'b/2',
    users: [{ id: 'mara' }],
    meters: [],
    trials: [],
    signals: [],
  })
  expect((await ask('GET', '/w/w1/accounts/none')).status).toBe(404)
  expect((await ask('GET', '/w/w1/accounts?limit=100000')).status).toBe(400)
})

test('a timeline goes on where its page ended, without gaps and twice', async () => {
  const { signIn, api, clock } = await testApp()
  for (let i = 0; i < 7; i++) {
    await api('POST', '/events', { events: [{ name: `step_${i}`, account: 'acme', user: 'mara' }] })
    await api('POST', '/decide', { user: 'mara', account: 'acme', placements: ['page'] })
    if (i % 2) clock.now += 1_000
  }
  await api('POST', '/events', { events: [{ name: 'elsewhere', account: 'other' }] })
  const ask = await signIn()
  const pages: LiveMessage[][] = []
  let before: string | null = null
  do {
    const query: string = before ? `&before=${before}` : ''
    const response = await ask('GET', `/w/w1/accounts/acme/timeline?limit=4${query}`)
    const page = (await response.json()) as { items: LiveMessage[]; before: string | null }
    pages.push(page.items)
    before = page.before
  } while (before && pages.length < 10)
  expect(pages.map((page) => page.length)).toEqual([4, 4, 4, 2])
  const items = pages.flat()
  const events = items.flatMap((one) => (one.type === 'event' ? [one.event.name] : []))
  expect(events).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `step_${i}`))
  const decisions = items.flatMap((one) => (one.type === 'decision' ? [one.decision.id] : []))
  expect(new Set(decisions).size).toBe(7)
  expect((await ask('GET', '/w/w1/accounts/acme/timeline?before=rubbish')).status).toBe(400)
})

test('the overview counts what was sent, not what Brim wrote', async () => {
  const { signIn, api, widget, session, clock } = await testApp()
  await widget(
    '/sync',
    session({
      items: [
        { type: 'event', messageId: '1', name: 'paywall_hit', properties: { feature: 'export' } },
        { type: 'meter', messageId: '2', meter: 'seats', used: 1, limit: 2 },
      ],
    }),
  )
  await api('PUT', '/accounts/acme', { traits: { plan: 'free' } })
  const ask = await signIn()
  const figures = {
    accounts: 1,
    events: 1,
    paywallHits: 1,
    signals: 0,
    shown: 0,
    clicked: 0,
    dismissed: 0,
    trials: 0,
  }
  expect(await (await ask('GET', '/w/w1/overview')).json()).toEqual({
    days: 7,
    figures,
    nudges: [],
    signals: [],
  })
  clock.now += 8 * 86_400_000
  expect(await (await ask('GET', '/w/w1/overview')).json()).toMatchObject({
    figures: { events: 0 },
  })
  expect(await (await ask('GET', '/w/w1/overview?days=30')).json()).toMatchObject({ figures })
  expect((await ask('GET', '/w/w1/overview?days=9')).status).toBe(400)
})

/** Reads server-sent events until there are as many as wanted. */
async function readStream(response: Response, wanted: number) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('no stream')
  let text = ''
  const parse = () =>
    text
      .split('\n\n')
      .filter((part) => part.includes('data: '))
      .map((part) => ({
        id: /^id: (.*)$/m.exec(part)?.[1],
        message: JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? '{}') as LiveMessage,
      }))
  while (parse().length < wanted) {
    const { done, value } = await reader.read()
    if (done) break
    text += value
  }
  await reader.cancel()
  return parse()
}

test('the live stream starts with what was, and goes on with what is committed', async () => {
  const { signIn, api } = await testApp()
  const send = (name: string) => api('POST', '/events', { events: [{ name, account: 'acme' }] })
  await send('before_1')
  await send('before_2')
  const ask = await signIn()
  const response = await ask('GET', '/w/w1/live?backlog=1')
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reading = readStream(response, 3)
  await send('after_1')
  await send('after_2')
  const read = await reading
  const names = read.map(({ message }) => message.type === 'event' && message.event.name)
  expect(names).toEqual(['before_2', 'after_1', 'after_2'])
  const [first] = read
  const missed = await ask('GET', '/w/w1/live', undefined, { 'last-event-id': first?.id })
  const caughtUp = await readStream(missed, 2)
  expect(caughtUp.map(({ message }) => message.type === 'event' && message.event.name)).toEqual([
    'after_1',
    'after_2',
  ])
})

test('a stop ends every stream', async () => {
  const { signIn, deps } = await testApp()
  const ask = await signIn()
  const reading = readStream(await ask('GET', '/w/w1/live'), 1)
  await new Promise((resolve) => setTimeout(resolve, 50))
  deps.live.close()
  expect(await reading).toEqual([])
})
