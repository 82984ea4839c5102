// Stripe's webhook, signed by Stripe's own library: what comes of it, and what it does not let through.
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { readStripeEvent } from '../../inbound/stripe/read.ts'
import { listEvents } from '../../store/workspace/queries/events.ts'
import { conversions } from '../../store/workspace/schema.ts'
import { testApp } from '../../test-app.ts'

const secret = 'whsec_aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ'
const began = Date.parse('2026-11-23T10:00:00Z') / 1000

type App = Awaited<ReturnType<typeof testApp>>
type More = Record<string, unknown>

/** A subscription with seats, at ten euros each a month. */
const subscription = (seats: number, more: More = {}) => ({
  id: 'sub_1',
  object: 'subscription',
  customer: 'cus_1',
  status: 'active',
  created: began,
  currency: 'eur',
  metadata: {},
  items: {
    data: [
      {
        quantity: seats,
        price: {
          id: 'price_team',
          currency: 'eur',
          unit_amount: 1000,
          unit_amount_decimal: '1000',
          recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
        },
      },
    ],
  },
  ...more,
})
const acme = { metadata: { account_id: 'acme' } }
let count = 0
const event = (type: string, object: object, { seconds = 0, id = `evt_${++count}` } = {}) =>
  JSON.stringify({ id, object: 'event', type, created: began + seconds, data: { object } })
const created = (seats: number, more: More = {}, at = {}) =>
  event('customer.subscription.created', subscription(seats, more), at)
const updated = (seats: number, more: More = {}, at = {}) =>
  event('customer.subscription.updated', subscription(seats, more), at)
const paid = (more: More) =>
  event('checkout.session.completed', { customer: 'cus_1', subscription: 'sub_1', ...more })

async function connected(options: Parameters<typeof testApp>[0] = {}) {
  const app = await testApp(options)
  const ask = await app.signIn()
  const wanted = { vendor: 'stripe', sender: 'server', name: 'Stripe' }
  const { source } = await (await ask('POST', '/w/w1/sources', wanted)).json()
  const of = `/w/w1/sources/${source.id}`
  expect((await ask('PUT', `${of}/secret`, { secret })).status).toBe(200)
  const price = { amount: 1000, currency: 'EUR', interval: 'month', per: 'seat' }
  const prices = [{ ...price, billingId: 'price_team' }]
  await app.api('PUT', '/plans/free?publish=true', { name: 'Free', tier: 0 })
  await app.api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1, prices })
  const sign = (payload: string, more = {}) =>
    Stripe.webhooks.generateTestHeaderString({
      payload,
      secret,
      timestamp: app.clock.now / 1000,
      ...more,
    })
  const send = async (payload: string, header = sign(payload)) =>
    app.request('POST', `/inbound/stripe/${source.text}`, payload, { 'stripe-signature': header })
  const sendAll = async (...all: string[]) => {
    for (const one of all) expect((await send(one)).status).toBe(200)
  }
  const view = async () => (await ask('GET', `${of}/billing`)).json()
  const fates = async () =>
    ((await view()).entries as { event: { id: string }; fate: string; note: string }[]).map(
      ({ fate, note }) => `${fate} ${note}`,
    )
  return { ...app, ask, source, of, sign, send, sendAll, view, fates }
}

const bought = async ({ deps }: Pick<App, 'deps'>) => {
  const rows = await (await deps.openWorkspace('w1')).db.select().from(conversions)
  return rows.map(({ account, kind, plan, mrrDelta, decision }) => ({
    ...{ account, kind, plan, mrrDelta, decision },
  }))
}
const traitsOf = async ({ api }: Pick<App, 'api'>, account = 'acme') =>
  ((await (await api('GET', `/accounts/${account}`)).json()) as { traits: object }).traits
const change = (kind: string, mrrDelta: number, more = {}) => ({
  ...{ account: 'acme', kind, plan: 'team', mrrDelta, decision: null },
  ...more,
})

test('a subscription becomes plan, seats, revenue and what was bought', async () => {
  const app = await connected()
  await app.sendAll(created(3, acme), updated(5, acme, { seconds: 60 }))
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 5, mrr: 5000 })
  expect(await bought(app)).toEqual([change('plan', 3000), change('seats', 2000)])
  const over = subscription(5, { ...acme, status: 'canceled' })
  await app.sendAll(event('customer.subscription.deleted', over, { seconds: 90 }))
  expect(await traitsOf(app)).toEqual({ plan: 'free', mrr: 0 })
  expect((await bought(app)).at(-1)).toEqual(change('plan', -5000, { plan: null }))
})

test('sent twice, twice at once and in any order it counts once', async () => {
  const app = await connected()
  const all = [
    created(1, acme),
    updated(2, acme, { seconds: 60 }),
    updated(4, acme, { seconds: 120 }),
  ]
  const shuffled = [all[2], all[0], all[1], ...all, ...all] as string[]
  const answers = await Promise.all(shuffled.map((one) => app.send(one)))
  expect(answers.map(({ status }) => status)).toEqual(shuffled.map(() => 200))
  await app.deps.pipeline.settleBilling('w1', app.clock.now)
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 4, mrr: 4000 })
  const sum = (await bought(app)).reduce((total, one) => total + (one.mrrDelta ?? 0), 0)
  expect(sum).toBe(4000)
  expect((await app.fates()).length).toBe(3)
})

test('what was kept before a crash is brought on by the next sweep, once', async () => {
  const app = await connected()
  const { pipeline } = app.deps
  const reading = JSON.parse(created(2, acme))
  const arrival = { vendor: 'stripe', event: readStripeEvent(reading), at: app.clock.now } as const
  expect(await pipeline.keepBilling('w1', arrival)).toBe('new')
  expect(await bought(app)).toEqual([])
  await pipeline.sweep('w1', app.clock.now)
  await pipeline.sweep('w1', app.clock.now)
  expect(await pipeline.keepBilling('w1', arrival)).toBe('repeated')
  expect(await bought(app)).toEqual([change('plan', 2000)])
})

test('what is kept is acknowledged, also where bringing it on fails', async () => {
  const app = await connected({
    pipeline: (real) => ({
      ...real,
      settleBilling: () => Promise.reject(new Error('the disk is slow today')),
    }),
  })
  expect((await app.send(created(2, acme))).status).toBe(200)
  expect(await app.fates()).toEqual(['waiting null'])
  await app.deps.pipeline.sweep('w1', app.clock.now)
  expect(await app.fates()).toEqual(['applied changed'])
})

test('a customer nobody knows waits, with all that came of it, until somebody says whose it is', async () => {
  const app = await connected()
  await app.sendAll(created(1), updated(3, {}, { seconds: 60 }))
  expect(await app.view()).toMatchObject({
    unmatched: [{ customer: 'cus_1', events: 2, lastAt: (began + 60) * 1000 }],
  })
  const map = (customer: string, account: string) =>
    app.ask('PUT', `${app.of}/customers/${customer}`, { account })
  expect((await map('cus_2', 'acme')).status).toBe(404)
  expect((await map('cus_1', '')).status).toBe(400)
  expect((await map('cus_1', 'acme')).status).toBe(200)
  expect((await map('cus_1', 'acme')).status).toBe(404)
  expect(await bought(app)).toEqual([change('plan', 1000), change('seats', 2000)])
  expect((await app.view()).unmatched).toEqual([])
  await app.sendAll(updated(4, {}, { seconds: 120 }))
  expect(await traitsOf(app)).toMatchObject({ seats: 4 })
  const log = await (await app.ask('GET', '/w/w1/audit')).json()
  expect(log.entries[0]).toMatchObject({
    action: 'customer_mapped',
    subject: { kind: 'account', key: 'acme' },
    after: { customer: 'cus_1' },
  })
})

test('whose it is: the checkout, then the subscription, then the customer, then what was known', async () => {
  const app = await connected()
  const customer = (account: string) =>
    event('customer.updated', { id: 'cus_1', metadata: { account_id: account } })
  await app.sendAll(customer('by-customer'), created(1))
  await app.sendAll(updated(2, { metadata: { account_id: 'by-subscription' } }, { seconds: 1 }))
  await app.sendAll(paid({ client_reference_id: 'by-checkout' }))
  await app.sendAll(updated(3, { metadata: { account_id: 'by-subscription' } }, { seconds: 2 }))
  await app.sendAll(customer('by-customer'), updated(4, {}, { seconds: 3 }))
  expect((await bought(app)).map(({ account, mrrDelta }) => [account, mrrDelta])).toEqual([
    ['by-customer', 1000],
    ['by-subscription', 1000],
    ['by-checkout', 1000],
    ['by-checkout', 1000],
  ])
  expect(await traitsOf(app, 'by-subscription')).toEqual({ plan: 'free', mrr: 0 })
  expect(await traitsOf(app, 'by-checkout')).toMatchObject({ mrr: 4000 })
})

/** An account that was shown an offer of the plan. */
async function shown(app: Awaited<ReturnType<typeof connected>>) {
  await app.api('PUT', '/offers/team?publish=true', { name: 'T', kind: 'upgrade', plan: 'team' })
  await app.api('PUT', '/nudges/team?publish=true', {
    name: 'Team',
    format: 'inline',
    placement: 'slot:promo',
    offer: 'team',
    copy: { en: { title: 'Team', actions: [{ kind: 'link', label: 'See', url: '/team' }] } },
  })
  const question = { user: 'mara', account: 'acme', placements: ['slot:promo'] }
  const answer = await (await app.api('POST', '/decide', question)).json()
  const { id } = (answer as { decisions: [{ id: string }] }).decisions[0]
  return id
}

test('it is put down to the decision that carried the link, whoever the link says it is', async () => {
  const app = await connected()
  const decision = await shown(app)
  await app.sendAll(created(2), paid({ client_reference_id: decision }))
  expect(await bought(app)).toEqual([change('plan', 2000, { decision })])
  const [event] = await listEvents((await app.deps.openWorkspace('w1')).db, { limit: 1 })
  expect(event?.properties).toMatchObject({ offer: 'team', decision })
})

test('else to the last prompt that can have proposed it, of this account, for two weeks', async () => {
  const app = await connected()
  const decision = await shown(app)
  const owner = app.session()
  const item = { type: 'outcome', messageId: 'm1', decisionId: decision, outcome: 'shown' }
  expect((await app.widget('/sync', { ...owner, items: [item] })).status).toBe(200)
  await app.sendAll(
    created(2, { metadata: { account_id: 'acme', brim_decision: 'dec_nobody' } }, { seconds: 60 }),
  )
  const other = {
    id: 'sub_2',
    customer: 'cus_2',
    metadata: { account_id: 'globex', brim_decision: decision },
  }
  await app.sendAll(created(1, other, { seconds: 60 }))
  app.clock.now += 15 * 86_400_000
  const later = { id: 'sub_3', created: began + 15 * 86_400, ...acme }
  await app.sendAll(created(1, later, { seconds: 15 * 86_400 }))
  expect((await bought(app)).map((one) => [one.account, one.decision])).toEqual([
    ['acme', decision],
    ['globex', null],
    ['acme', null],
  ])
})

test('nothing comes in that Stripe has not signed, just now, for this very source', async () => {
  const app = await connected()
  const payload = created(2, acme)
  const seconds = app.clock.now / 1000
  const refused: [string, string, RegExp][] = [
    ['nothing', '', /no Stripe-Signature/],
    ['another secret', app.sign(payload, { secret: 'whsec_other' }), /not that of this source/],
    ['another body', app.sign(`${payload} `), /not that of this source/],
    ['a replay', app.sign(payload, { timestamp: seconds - 301 }), /more than 5 minutes ago/],
    ['the future', app.sign(payload, { timestamp: seconds + 86_400 }), /from now/],
  ]
  for (const [what, header, words] of refused) {
    const response = await app.send(payload, header)
    expect([response.status, (await response.json()).error.message], what).toEqual([
      401,
      expect.stringMatching(words),
    ])
  }
  const view = await app.view()
  expect(view.entries).toEqual([])
  expect(view.faults).toHaveLength(refused.length)
  expect(JSON.stringify([view, app.logged])).not.toContain(secret)
})

test('the address of another workspace takes nothing signed for this one', async () => {
  const app = await connected()
  const { token } = await app.addSource('stripe', { workspace: 'w2' })
  const payload = created(2, acme)
  const headers = { 'stripe-signature': app.sign(payload) }
  const answers = await Promise.all(
    [token, app.keys.secret, 'wk_wrong', ''].map((key) =>
      app.request('POST', `/inbound/stripe/${key}`, payload, headers),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 404])
  const segment = await app.addSource('segment')
  const wrong = await app.request('POST', `/inbound/stripe/${segment.token}`, payload, headers)
  expect(wrong.status).toBe(401)
})

test.each<[string, () => string, number]>([
  ['no JSON', () => 'nonsense', 400],
  ['JSON that is no event', () => '{"object":"charge"}', 400],
  ['a subscription that is none', () => event('customer.subscription.updated', { id: 1 }), 400],
  ['the name of a prototype', () => event('__proto__', {}), 200],
  ['an event nobody reads', () => event('invoice.paid', { id: 'in_1' }), 200],
  ['a hundred thousand bytes', () => created(1, { ...acme, padding: 'x'.repeat(100_000) }), 200],
  ['more than is taken', () => created(1, { padding: 'x'.repeat(2_000_000) }), 413],
  ['an account id nobody may have', () => created(1, { metadata: { account_id: '\u0000' } }), 200],
  ['half a letter', () => created(1, { metadata: { account_id: 'a\ud800' } }), 200],
])('%s is answered, and breaks nothing', async (_, make, status) => {
  const app = await connected()
  expect((await app.send(make())).status).toBe(status)
  await app.sendAll(created(2, { ...acme, id: 'sub_9' }))
  expect(await traitsOf(app)).toMatchObject({ plan: 'team' })
})

test('the signing secret is written, and told to nobody', async () => {
  const app = await connected()
  const texts = await Promise.all(
    ['/w/w1/sources', `/w/w1/sources/${app.source.id}/billing`, '/w/w1/audit'].map(async (path) =>
      (await app.ask('GET', path)).text(),
    ),
  )
  expect(texts.join()).not.toContain(secret)
  expect(texts[0]).toContain('"hasSecret":true')
  for (const wrong of ['', 'sk_live_x', 'whsec_', `whsec_${'a'.repeat(300)}`]) {
    expect((await app.ask('PUT', `${app.of}/secret`, { secret: wrong })).status).toBe(400)
  }
})

test('by two of its sources, and by one made anew, it is the same subscription', async () => {
  const app = await connected()
  const payload = created(2, acme)
  await app.sendAll(payload)
  await app.ask('DELETE', app.of)
  const wanted = { vendor: 'stripe', sender: 'server', name: 'Again' }
  const { source } = await (await app.ask('POST', '/w/w1/sources', wanted)).json()
  await app.ask('PUT', `/w/w1/sources/${source.id}/secret`, { secret })
  for (const one of [payload, updated(3, acme, { seconds: 60 })]) {
    const headers = { 'stripe-signature': app.sign(one) }
    expect((await app.request('POST', `/inbound/stripe/${source.text}`, one, headers)).status).toBe(
      200,
    )
  }
  expect(await bought(app)).toEqual([change('plan', 2000), change('seats', 1000)])
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 3, mrr: 3000 })
})

test('of an account that was erased nothing is kept, and nothing comes back', async () => {
  const app = await connected()
  await app.sendAll(created(2, acme))
  await app.api('DELETE', '/accounts/acme')
  await expect
    .poll(async () => (await (await app.api('GET', '/accounts/acme')).json()).account ?? null)
    .toBeNull()
  await app.sendAll(updated(5, acme, { seconds: 60 }), paid({ client_reference_id: 'acme' }))
  const { client } = await app.deps.openWorkspace('w1')
  for (const table of ['billing_events', 'billing_links', 'billing_subscriptions']) {
    await expect
      .poll(async () => JSON.stringify((await client.execute(`SELECT * FROM ${table}`)).rows))
      .not.toContain('acme')
  }
})
