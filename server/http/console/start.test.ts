import { expect, test } from 'vitest'
import { mostPageOrigins } from '../../store/control/page-origins.ts'
import { testApp } from '../../test-app.ts'

async function fresh() {
  const app = await testApp()
  const ask = await app.signIn()
  return { ...app, read: async () => (await ask('GET', '/w/w1/start')).json(), ask }
}

test('of a workspace that nobody has opened a page for nothing is known', async () => {
  const { read } = await fresh()
  expect(await read()).toEqual({
    heard: null,
    places: [],
    seen: null,
    origins: [],
    wrongKeys: [],
  })
})

test('a page that was refused is named until its origin is allowed', async () => {
  const { widget, session, read, ask, clock } = await fresh()
  const from = { origin: 'http://localhost:3000' }
  for (let i = 0; i < 2; i++) {
    expect((await widget('/open', session(), from)).status).toBe(403)
  }
  const refused = { key: 'k1', origin: from.origin, refused: 2, lastAt: clock.now }
  expect((await read()).origins).toEqual([{ ...refused, isAllowed: false }])
  await ask('PUT', '/w/w1/keys/k1/origins', { origins: [from.origin] })
  expect((await read()).origins).toEqual([{ ...refused, isAllowed: true }])
  expect((await widget('/open', session(), from)).status).toBe(200)
  expect((await read()).origins).toEqual([{ ...refused, isAllowed: true }])
})

test('origins that are made up push each other out, and no other workspace sees them', async () => {
  const { widget, session, read, clock, signIn, owner } = await fresh()
  for (let i = 0; i < mostPageOrigins + 10; i++) {
    clock.now += 1
    await widget('/open', session(), { origin: `https://made-up-${i}.example` })
    if (i % 20 === 0) await read()
  }
  const { origins } = await read()
  expect(origins).toHaveLength(mostPageOrigins)
  expect(origins[0].origin).toBe(`https://made-up-${mostPageOrigins + 9}.example`)
  const bob = await signIn('bob@example.com', owner.password)
  expect((await (await bob('GET', '/w/w2/start')).json()).origins).toEqual([])
})

test('a page with a revoked key, or with a secret one, is named', async () => {
  const { widget, session, read, ask, keys, clock } = await fresh()
  await ask('DELETE', '/w/w1/keys/k1')
  await widget('/open', session())
  await widget('/open', session({ key: keys.secret }))
  await widget('/open', session({ key: keys.others }))
  await widget('/open', session({ key: 'pk_made_up' }))
  const told = await read()
  expect(told.origins).toEqual([])
  const at = { origin: 'https://app.example.com', lastAt: clock.now, name: 'Test' }
  expect(told.wrongKeys).toHaveLength(2)
  expect(told.wrongKeys).toEqual(
    expect.arrayContaining([
      { ...at, what: 'revoked' },
      { ...at, what: 'secret' },
    ]),
  )
})

test('where prompts can stand, and the one that was seen, are what pages have told', async () => {
  const { api, widget, session, read, clock } = await fresh()
  await api('PUT', '/offers/more?publish=true', { kind: 'learn_more', name: 'More' })
  await api('PUT', '/nudges/wall?publish=true', {
    name: 'Wall',
    format: 'modal',
    placement: 'paywall:export',
    offer: 'more',
    copy: { en: { title: 'More', actions: [{ kind: 'link', label: 'See', url: '/' }] } },
  })
  const event = (messageId: string, name: string, properties: object) => ({
    type: 'event',
    messageId,
    name,
    properties,
  })
  const first = await widget(
    '/sync',
    session({
      items: [
        event('1', 'page_viewed', { path: '/reports' }),
        event('2', 'paywall_hit', { feature: 'export' }),
        event('3', 'report_made', {}),
      ],
      ask: ['paywall:export'],
    }),
  )
  const { answers } = await first.json()
  const told = await read()
  expect(told.heard).toEqual({ account: 'acme', user: 'mara', at: clock.now })
  expect(told.places.map((one: { placement: string }) => one.placement)).toEqual([
    'event:report_made',
    'page',
    'paywall:export',
  ])
  expect(told.seen).toBeNull()
  const shown = { type: 'outcome', messageId: '4', decisionId: answers[0].id, outcome: 'shown' }
  await widget('/sync', session({ items: [shown] }))
  expect((await read()).seen).toEqual({
    decision: answers[0].id,
    nudge: 'wall',
    account: 'acme',
    user: 'mara',
    at: clock.now,
    path: '/reports',
  })
})

test('settings are changed field by field', async () => {
  const { ask } = await fresh()
  const saved = await ask('PUT', '/w/w1/settings', { consent: 'required', holdout: 0.1 })
  expect(await saved.json()).toMatchObject({ consent: 'required', holdout: 0.1, paused: false })
  const wrong = await ask('PUT', '/w/w1/settings', { holdout: 2 })
  expect(wrong.status).toBe(400)
  expect(await wrong.json()).toMatchObject({ error: { issues: [{ path: 'holdout' }] } })
})
