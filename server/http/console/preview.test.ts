import { expect, test } from 'vitest'
import { testApp } from '../../test-app.ts'

const nudge = {
  key: 'export',
  name: 'Export',
  format: 'modal',
  placement: 'paywall:export',
  offer: 'more',
  copy: {
    en: {
      title: 'Hello {{account.name|you}}',
      actions: [{ kind: 'link', label: 'More', url: '/more' }],
    },
  },
}
type Copy = typeof nudge.copy.en
const titled = (title: string): { copy: { en: Copy } } => ({
  copy: { en: { ...nudge.copy.en, title } },
})

async function setUp() {
  const app = await testApp()
  await app.api('PUT', '/offers/more?publish=true', { kind: 'learn_more', name: 'More' })
  await app.api('PUT', '/accounts/acme', { traits: { name: 'Acme', plan: 'free' } })
  await app.api('PUT', '/users/mara', { account: 'acme', traits: { role: 'admin' } })
  const ask = await app.signIn()
  const preview = async (body: object, more: object = {}) => {
    const response = await ask('POST', '/w/w1/preview', { nudge: { ...nudge, ...body }, ...more })
    return { status: response.status, body: await response.json() }
  }
  return { ...app, ask, preview }
}
const asMara = { account: 'acme', user: 'mara', locale: 'en' }

test('says whether somebody would see a draft, without storing anything', async () => {
  const { preview, deps } = await setUp()
  const { body } = await preview({}, asMara)
  expect(body.standing).toMatchObject({ isShown: true, winner: 'export' })
  expect(body.values).toMatchObject({ 'account.name': 'Acme', 'user.role': 'admin' })
  expect(body.prompt.title).toContainEqual({ kind: 'text', text: 'Acme' })
  const { client } = await deps.openWorkspace('w1')
  for (const table of ['decisions', 'impressions', 'outcomes']) {
    expect((await client.execute(`SELECT * FROM ${table}`)).rows, table).toEqual([])
  }
})

test('nobody is asked about, nobody is judged', async () => {
  const { preview } = await setUp()
  expect((await preview({})).body).toMatchObject({ standing: null })
})

test.each<[string, object, string]>([
  ['its audience is another', { audience: { trait: 'account.plan', eq: 'team' } }, 'audience'],
  ['it has not begun', { schedule: { startsAt: '2027-01-01T00:00:00Z' } }, 'not_live'],
])('says why they would not see it: %s', async (_name, body, reason) => {
  const { preview } = await setUp()
  const { standing } = (await preview(body, asMara)).body
  expect(standing).toMatchObject({ isShown: false, candidate: { reason } })
  expect(standing.candidate.nearest).toEqual(expect.any(String))
})

test('the page and the device that it is looked at on count', async () => {
  const { preview } = await setUp()
  const audience = {
    all: [
      { trait: 'page.path', contains: '/pricing' },
      { trait: 'device.type', eq: 'phone' },
    ],
  }
  const shown = async (page: string | null, device: string | null) =>
    (await preview({ audience }, { ...asMara, page, device })).body.standing.isShown
  expect(await shown('/pricing', 'phone')).toBe(true)
  expect(await shown('/pricing', 'desktop')).toBe(false)
  expect(await shown(null, 'phone')).toBe(false)
})

test('a draft stands in for what is published of it, and against the others that are live there', async () => {
  const { preview, api } = await setUp()
  const published = { ...nudge, audience: { trait: 'account.plan', eq: 'team' } }
  expect((await api('PUT', '/nudges/export?publish=true', published)).status).toBe(200)
  expect((await preview({}, asMara)).body.standing.isShown).toBe(true)
  const other = { ...nudge, key: 'other', priority: 5 }
  expect((await api('PUT', '/nudges/other?publish=true', other)).status).toBe(200)
  expect((await preview({}, asMara)).body.standing).toMatchObject({
    isShown: false,
    winner: 'other',
    candidate: { reason: 'outranked' },
  })
  expect((await preview({ priority: 9 }, asMara)).body.standing.isShown).toBe(true)
})

test('a trigger that waits for the hit itself is met by it, also where no live nudge names it', async () => {
  const { preview, api } = await setUp()
  const trigger = {
    name: 'Second hit',
    family: 'paywall',
    subject: 'account',
    when: {
      measure: {
        count: { event: 'paywall_hit', where: { feature: { eq: 'export' } }, within: '7d' },
      },
      gte: 2,
    },
  }
  expect((await api('PUT', '/triggers/second?publish=true', trigger)).status).toBe(200)
  const first = (await preview({ trigger: 'second' }, asMara)).body.standing
  expect(first).toMatchObject({ isShown: false, candidate: { reason: 'no_signal' } })
  const hit = {
    name: 'paywall_hit',
    account: 'acme',
    user: 'mara',
    properties: { feature: 'export' },
  }
  await api('POST', '/events', { events: [hit] })
  expect((await preview({ trigger: 'second' }, asMara)).body.standing.isShown).toBe(true)
})

test('shows the words of an arm and of a form', async () => {
  const { preview } = await setUp()
  const body = {
    forms: { contact: titled('Talk to us') },
    experiment: {
      key: 'x',
      arms: [
        { key: 'a', weight: 1 },
        { key: 'b', weight: 1, ...titled('Arm') },
      ],
    },
  }
  const title = async (more: object) => (await preview(body, more)).body.prompt.title[0].text
  expect(await title({ arm: 'b' })).toBe('Arm')
  expect(await title({ form: 'contact' })).toBe('Talk to us')
  expect(await title({ form: 'ask_admin', arm: 'a' })).toBe('Hello ')
})

test('a link shows the draft that it was made for, on a page of the key’s list, for four hours', async () => {
  const { ask, widget, session, clock } = await setUp()
  const save = (revision: number, title: string) =>
    ask('PUT', '/w/w1/definitions/nudge/export', { body: { ...nudge, ...titled(title) }, revision })
  expect((await save(0, 'One of {{account.name|you}}')).status).toBe(200)
  const link = async () =>
    (await (await ask('GET', '/w/w1/preview/link/export')).json()) as { code: string }
  const { code } = await link()
  const shown = async (more = {}, headers = {}) => {
    const response = await widget('/preview', session({ code, ...more }), headers)
    return { status: response.status, body: await response.json() }
  }
  expect(await shown()).toMatchObject({ status: 200, body: { name: 'Export' } })
  expect((await shown()).body.prompt.title).toContainEqual({ kind: 'text', text: 'Acme' })
  const nobody = await shown({ user: undefined, account: undefined })
  expect(nobody.body.prompt.title).toContainEqual({ kind: 'text', text: 'you' })
  expect(await shown({}, { origin: 'https://evil.example' })).toMatchObject({ status: 403 })

  expect((await save(1, 'Two')).status).toBe(200)
  expect(await shown()).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } })
  expect(await shown({ code: (await link()).code })).toMatchObject({ status: 200 })

  const last = await link()
  clock.now += 4 * 3_600_000
  expect(await shown({ code: last.code })).toMatchObject({ status: 403 })
  expect((await ask('GET', '/w/w1/preview/link/nothing')).status).toBe(404)
})
