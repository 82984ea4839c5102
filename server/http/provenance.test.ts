// What a browser cannot do, tried. It may say what it likes; what others have said stands.
import { expect, test } from 'vitest'
import { systemEvents } from '../../shared/event/event.ts'
import { testApp } from '../test-app.ts'

async function furnished() {
  const app = await testApp()
  const { api, widget, session } = app
  const plan = { name: 'Team', tier: 1, features: ['export'], limits: { boards: 10 } }
  await api('PUT', '/plans/free?publish=true', { name: 'Free', tier: 0, limits: { boards: 3 } })
  await api('PUT', '/plans/team?publish=true', plan)
  const offer = { name: 'Try', kind: 'trial', plan: 'team', lasts: '14d' }
  await api('PUT', '/offers/try-team?publish=true', offer)
  await api('PUT', '/offers/team-up?publish=true', { name: 'Up', kind: 'upgrade', plan: 'team' })
  const nudge = (placement: string, offerKey: string, kind: string) => ({
    name: placement,
    format: 'modal',
    placement,
    offer: offerKey,
    copy: {
      en: {
        title: 'More',
        actions: [{ kind, label: 'Go', ...(kind === 'link' ? { url: '/plans' } : {}) }],
      },
    },
  })
  const made = [
    await api('PUT', '/nudges/trial?publish=true', nudge('paywall:export', 'try-team', 'trial')),
    await api('PUT', '/nudges/up?publish=true', nudge('paywall:other', 'team-up', 'link')),
  ]
  expect(made.map((one) => one.status)).toEqual([200, 200])
  const read = async (path: string) => (await api('GET', path)).json()
  const sync = async (items: unknown[], more = {}) =>
    (await widget('/sync', session({ items, ...more }))).json()
  const ask = async (placement: string, more = {}) =>
    (await sync([], { ask: [placement], ...more })).answers[0]
  return { ...app, read, sync, ask }
}

const says = (traits: object, of: 'user' | 'account' = 'account') =>
  of === 'user'
    ? { user: { id: 'mara', traits } }
    : { user: { id: 'mara' }, account: { id: 'acme', traits } }

test.each([
  ['plan', 'free', 'team'],
  ['mrr', 100, 100_000],
  ['seats', 5, 500],
])(
  'the %s that a backend told stays, whatever a page says before or after',
  async (name, told, said) => {
    const { widget, session, api, read } = await furnished()
    const trait = async () => (await read('/accounts/acme')).traits[name]
    await widget('/open', session(says({ [name]: said })))
    await api('PUT', '/accounts/acme', { traits: { [name]: told } })
    expect(await trait()).toBe(told)
    await widget('/open', session(says({ [name]: said })))
    await widget('/open', session(says({ [name]: null })))
    expect(await trait()).toBe(told)
  },
)

test('a plan that only a page claims entitles to nothing', async () => {
  const { widget, session, api, read } = await furnished()
  await widget('/open', session(says({ plan: 'team' })))
  expect(await read('/accounts/acme/entitlements')).toMatchObject({ plan: null, features: [] })
  await api('PUT', '/accounts/acme', { traits: { plan: 'free' } })
  await widget('/open', session(says({ plan: 'team' })))
  expect(await read('/accounts/acme/entitlements')).toMatchObject({
    plan: 'free',
    limits: { boards: 3 },
  })
  await api('PUT', '/accounts/acme', { traits: { plan: null } })
  expect(await read('/accounts/acme/entitlements')).toMatchObject({ plan: null, features: [] })
})

test('a page cannot make its user one who may buy, where their role is known', async () => {
  const { api, ask } = await furnished()
  await api('PUT', '/users/mara', { account: 'acme', traits: { role: 'member' } })
  expect(await ask('paywall:other', says({ role: 'admin' }, 'user'))).toMatchObject({
    prompt: null,
    reason: 'not_a_buyer',
  })
  await api('PUT', '/users/mara', { account: 'acme', traits: { role: 'admin' } })
  expect(await ask('paywall:other', says({ role: 'member' }, 'user'))).toMatchObject({
    reason: null,
  })
})

test('usage that a page claims changes what is offered until the backend reads again, and no limit', async () => {
  const { api, sync, read, clock } = await furnished()
  await api('PUT', '/accounts/acme', { traits: { plan: 'free' } })
  const reading = { account: 'acme', meter: 'boards', used: 3, limit: 3 }
  await api('POST', '/meters', { readings: [reading] })
  clock.now += 60_000
  await sync([{ type: 'meter', messageId: 'm1', meter: 'boards', used: 0, limit: 1_000 }])
  expect(await read('/accounts/acme/entitlements')).toMatchObject({ limits: { boards: 3 } })
  clock.now += 60_000
  await api('POST', '/meters', { readings: [reading] })
  expect((await read('/accounts/acme')).meters).toMatchObject([{ used: 3, limit: 3 }])
})

test('a page cannot date what it says into the future, or a week into the past', async () => {
  const { sync, read, clock } = await furnished()
  const at = (ms: number) => new Date(clock.now + ms).toISOString()
  const meter = { type: 'meter', meter: 'boards', used: 1, limit: 3 }
  await sync([{ ...meter, messageId: 'm1', occurredAt: at(90 * 86_400_000) }])
  expect((await read('/accounts/acme')).meters).toMatchObject([{ at: clock.now }])
  clock.now += 1_000
  await sync([{ ...meter, messageId: 'm2', used: 2, occurredAt: at(0) }])
  expect((await read('/accounts/acme')).meters).toMatchObject([{ used: 2 }])
})

test('a page cannot write what only Brim or a backend writes', async () => {
  const { sync } = await furnished()
  const named = systemEvents.map((name, i) => ({ type: 'event', messageId: `s${i}`, name }))
  const typed = ['conversion', 'claim', 'release', 'consent', 'trial', 'account_traits'].map(
    (type, i) => ({ type, messageId: `t${i}`, account: 'acme', plan: 'team', consent: 'given' }),
  )
  const { accepted, refused } = await sync([...named, ...typed])
  expect(accepted).toBe(0)
  expect(refused).toHaveLength(named.length + typed.length)
})

test('a page has no way to what takes a secret key', async () => {
  const { api, keys } = await furnished()
  for (const [method, path, body] of [
    ['POST', '/conversions', { conversions: [] }],
    ['PUT', '/accounts/acme', { traits: { plan: 'team' } }],
    ['PUT', '/users/mara/consent', { consent: 'given' }],
    ['PUT', '/accounts/acme/claim', { by: 'me' }],
    ['PUT', '/accounts/acme/trials/try-team', { endsAt: 'now' }],
  ] as const) {
    expect((await api(method, path, body, keys.publishable)).status, path).toBe(401)
  }
})

test('a trial starts by a prompt for that user which offers one, and once', async () => {
  const { ask, sync, read, widget, session } = await furnished()
  const trials = async () => (await read('/accounts/acme/entitlements')).trials
  const start = (decisionId: string, messageId: string) => ({
    type: 'outcome',
    messageId,
    decisionId,
    outcome: 'trial_started',
  })
  const trial = await ask('paywall:export')
  const upgrade = await ask('paywall:other')
  const forged = await sync([start('dec_made_up', 'o1')])
  expect(forged.refused).toHaveLength(1)
  const stolen = await widget(
    '/sync',
    session({ user: { id: 'noor' }, account: { id: 'other' }, items: [start(trial.id, 'o2')] }),
  )
  expect((await stolen.json()).refused).toHaveLength(1)
  await sync([start(upgrade.id, 'o3')])
  expect(await trials()).toEqual([])
  await sync([start(trial.id, 'o4'), start(trial.id, 'o5')])
  expect(await trials()).toMatchObject([{ offer: 'try-team' }])
  const [{ endsAt }] = await trials()
  await sync([start(trial.id, 'o6')])
  expect(await trials()).toMatchObject([{ endsAt }])
})

test('an outcome is of the account that its decision was for, and of no other', async () => {
  const { api, ask, sync, read } = await furnished()
  await api('PUT', '/accounts/acme', { traits: { plan: 'free', seats: 5 } })
  const trial = await ask('paywall:export')
  const start = (messageId: string) => ({
    type: 'outcome',
    messageId,
    decisionId: trial.id,
    outcome: 'trial_started',
  })
  const elsewhere = await sync([start('o1')], { account: { id: 'victim' } })
  expect(elsewhere).toMatchObject({ accepted: 0, refused: [{ index: 0 }] })
  for (const account of ['acme', 'victim']) {
    const { trials } = await read(`/accounts/${account}/entitlements`)
    expect(trials ?? []).toEqual([])
  }
  await sync([start('o2')])
  expect((await read('/accounts/acme/entitlements')).trials).toHaveLength(1)
  expect((await read('/accounts/acme')).traits).toEqual({ plan: 'free', seats: 5 })
})

test('what a page says of itself reaches no prototype', async () => {
  const { widget, session, read } = await furnished()
  const hostile = JSON.stringify(session(says({ a: 1 }))).replace(
    '"a":1',
    '"__proto__":{"plan":"team"},"constructor":{"prototype":{"plan":"team"}}',
  )
  expect((await widget('/open', hostile)).status).toBe(400)
  await widget('/open', session(says({ a: 1 })))
  expect((await read('/accounts/acme')).traits).toEqual({ a: 1 })
})
