// Stripe's webhook, signed by Stripe's own library: what comes of it, and what it does not let through.
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { readStripeEvent } from '../../inbound/stripe/read.ts'
import { listEvents } from '../../store/workspace/queries/events.ts'
import type { testApp } from '../../test-app.ts'
import {
  bought,
  change,
  connectBilling,
  decided,
  eraseAccount,
  expectRefused,
  seen,
  traitsOf,
} from './test-billing.ts'

const secret = 'whsec_aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ'
const began = Date.parse('2026-11-23T10:00:00Z') / 1000

const sign = (payload: string, at: number, more = {}) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: at / 1000, ...more })
const connected = (options: Parameters<typeof testApp>[0] = {}) =>
  connectBilling({ vendor: 'stripe', secret, header: 'stripe-signature', sign }, options)

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

test('an export of an account has what billing has said of it', async () => {
  const app = await connected()
  await app.send(created(2, acme))
  const lines = (await (await app.api('GET', '/accounts/acme/export')).text()).trimEnd().split('\n')
  const types = lines.map((line) => JSON.parse(line).type)
  for (const type of ['billing_event', 'billing_subscription']) expect(types).toContain(type)
  expect(lines.join('\n')).toContain('sub_1')
})

test('what was kept before a crash is brought on by the next sweep, once', async () => {
  const app = await connected()
  const { pipeline } = app.deps
  const reading = JSON.parse(created(2, acme))
  const read = readStripeEvent(reading)
  const arrival = { vendor: 'stripe', ...read, at: app.clock.now } as const
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
  expect((await app.map('cus_2', 'acme')).status).toBe(404)
  expect((await app.map('cus_1', '')).status).toBe(400)
  expect((await app.map('cus_1', 'acme')).status).toBe(200)
  expect((await app.map('cus_1', 'acme')).status).toBe(200)
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
  // What was told of one is taken back before it is told of the other.
  expect((await bought(app)).map(({ account, mrrDelta }) => [account, mrrDelta])).toEqual([
    ['by-customer', 1000],
    ['by-customer', -1000],
    ['by-subscription', 1000],
    ['by-subscription', 1000],
    ['by-subscription', -2000],
    ['by-checkout', 2000],
    ['by-checkout', 1000],
    ['by-checkout', 1000],
  ])
  expect(await traitsOf(app, 'by-subscription')).toEqual({ plan: 'free', mrr: 0 })
  expect(await traitsOf(app, 'by-checkout')).toMatchObject({ mrr: 4000 })
})

test('it is put down to the decision that carried the link, whoever the link says it is', async () => {
  const app = await connected()
  const decision = await decided(app)
  await app.sendAll(created(2), paid({ client_reference_id: decision }))
  expect(await bought(app)).toEqual([change('plan', 2000, { decision })])
  const [event] = await listEvents((await app.deps.openWorkspace('w1')).db, { limit: 1 })
  expect(event?.properties).toMatchObject({ offer: 'team', decision })
})

test('else to the last prompt that can have proposed it, of this account, for two weeks', async () => {
  const app = await connected()
  const decision = await decided(app)
  await seen(app, decision)
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
    [
      'another secret',
      sign(payload, app.clock.now, { secret: 'whsec_other' }),
      /not that of this source/,
    ],
    ['another body', sign(`${payload} `, app.clock.now), /not that of this source/],
    [
      'a replay',
      sign(payload, app.clock.now, { timestamp: seconds - 301 }),
      /more than 5 minutes ago/,
    ],
    ['the future', sign(payload, app.clock.now, { timestamp: seconds + 86_400 }), /from now/],
  ]
  expect(await expectRefused(app, payload, refused)).not.toContain(secret)
})

test('the address of another workspace takes nothing signed for this one', async () => {
  const app = await connected()
  const { token } = await app.addSource('stripe', { workspace: 'w2' })
  const payload = created(2, acme)
  const headers = { 'stripe-signature': sign(payload, app.clock.now) }
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
  const source = await app.anotherSource()
  for (const one of [payload, updated(3, acme, { seconds: 60 })]) {
    expect((await app.send(one, undefined, source.text)).status).toBe(200)
  }
  expect(await bought(app)).toEqual([change('plan', 2000), change('seats', 1000)])
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 3, mrr: 3000 })
})

test('of an account that was erased nothing is kept, and nothing comes back', async () => {
  const app = await connected()
  await app.sendAll(created(2, acme))
  await eraseAccount(app, 'acme')
  await app.sendAll(updated(5, acme, { seconds: 60 }), paid({ client_reference_id: 'acme' }))
  const { client } = await app.deps.openWorkspace('w1')
  for (const table of ['billing_events', 'billing_links', 'billing_subscriptions']) {
    await expect
      .poll(async () => JSON.stringify((await client.execute(`SELECT * FROM ${table}`)).rows))
      .not.toContain('acme')
  }
})

test('a link whose decision is gone names no account, and none is called so', async () => {
  const app = await connected()
  const gone = 'dec_0mbzq4k1c3kTMd0yqwEabcdef'
  await app.sendAll(created(2), paid({ client_reference_id: gone }))
  await app.sendAll(
    paid({ client_reference_id: gone, metadata: { brim_decision: gone }, customer: 'cus_2' }),
  )
  expect(await app.fates()).toContain('unmatched no_account')
  expect(await bought(app)).toEqual([])
  expect(await traitsOf(app, gone)).toBeUndefined()
  // What the subscription says of itself holds.
  await app.sendAll(updated(2, acme, { seconds: 1 }))
  expect(await bought(app)).toEqual([change('plan', 2000)])
})

test('a link whose decision is of somebody who was erased names nobody', async () => {
  const app = await connected()
  const decision = await decided(app)
  await seen(app, decision)
  await eraseAccount(app, 'acme')
  await app.sendAll(created(2), paid({ client_reference_id: decision }))
  await app.sendAll(paid({ client_reference_id: 'acme', customer: 'cus_2' }))
  expect(await app.fates()).toEqual(
    expect.arrayContaining(['unmatched no_account', 'nothing no_account', 'refused erased']),
  )
  expect(await bought(app)).toEqual([])
  const { client } = await app.deps.openWorkspace('w1')
  expect((await client.execute('SELECT * FROM billing_links')).rows).toEqual([])
  // Nor does somebody who maps them by hand.
  expect((await app.map('cus_1', 'acme')).status).toBe(410)
  expect((await app.view()).unmatched).toHaveLength(1)
})

test('a customer is known by an address that a backend has said, where nothing else tells', async () => {
  const app = await connected()
  const say = (user: string, account: string, email: string) =>
    app.api('PUT', `/users/${user}`, { account, traits: { email } })
  await say('mara', 'acme', 'Mara@Example.org')
  await say('tom', 'globex', 'tom@example.org')
  await say('tom-again', 'initech', 'tom@example.org')
  const customer = (id: string, email: string) =>
    event('customer.created', { id, email, metadata: {} })
  await app.sendAll(created(2), customer('cus_1', 'mara@example.ORG'))
  await app.sendAll(customer('cus_2', 'tom@example.org'), customer('cus_3', 'nobody@example.org'))
  expect(await bought(app)).toEqual([change('plan', 2000)])
  expect((await app.fates()).filter((one) => one === 'nothing no_account')).toHaveLength(2)
  // It is not kept, nor does it overrule what somebody says who knows.
  const { client } = await app.deps.openWorkspace('w1')
  const kept = JSON.stringify((await client.execute('SELECT * FROM billing_events')).rows)
  expect(kept.toLowerCase()).not.toContain('@example.org')
  await app.sendAll(event('customer.updated', { id: 'cus_1', metadata: { account_id: 'globex' } }))
  await app.sendAll(updated(2, {}, { seconds: 60 }))
  expect(await traitsOf(app, 'globex')).toMatchObject({ mrr: 2000 })
})

test('a customer with subscriptions of two accounts says of a third nothing', async () => {
  const app = await connected()
  const globex = { id: 'sub_2', metadata: { account_id: 'globex' } }
  await app.sendAll(created(1, acme), created(2, { id: 'sub_3' }), created(1, globex))
  expect(await app.fates()).toEqual(['applied changed', 'applied changed', 'applied changed'])
  await app.sendAll(created(1, { id: 'sub_4' }))
  expect((await app.view()).unmatched).toMatchObject([{ customer: 'cus_1', events: 1 }])
  await app.sendAll(updated(5, globex, { seconds: 60 }))
  expect(await traitsOf(app)).toMatchObject({ mrr: 3000 })
  expect(await traitsOf(app, 'globex')).toMatchObject({ mrr: 5000 })
})

test('two subscriptions of one account add up, whichever tells last', async () => {
  const app = await connected()
  await app.sendAll(created(2, acme, { seconds: 100 }))
  await app.sendAll(created(3, { ...acme, id: 'sub_2' }, { seconds: 50 }))
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 5, mrr: 5000 })
  const dollars = { ...acme, id: 'sub_3', currency: 'usd' }
  await app.sendAll(created(1, dollars, { seconds: 60 }))
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 6 })
  const over = (id: string) => ({ ...acme, id, status: 'canceled' })
  await app.sendAll(updated(1, { ...dollars, status: 'canceled' }, { seconds: 70 }))
  await app.sendAll(updated(3, over('sub_2'), { seconds: 80 }))
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 2, mrr: 2000 })
})

test('what tells of a time that has not come is refused, and what follows is no older', async () => {
  const app = await connected()
  const answer = await app.send(created(9, acme, { seconds: 400_000 }))
  expect([answer.status, (await answer.json()).error.message]).toEqual([
    400,
    expect.stringMatching('more than 5 minutes from now'),
  ])
  expect((await app.view()).faults).toHaveLength(1)
  await app.sendAll(created(2, acme))
  expect(await traitsOf(app)).toMatchObject({ seats: 2 })
})

test('what is published is read once, and not for each event', async () => {
  const app = await connected()
  await app.sendAll(created(1, acme))
  const { client } = await app.deps.openWorkspace('w1')
  // Whoever reads it again, reads that there are no plans.
  await client.execute("DELETE FROM definitions WHERE kind = 'plan'")
  await app.sendAll(updated(2, acme, { seconds: 1 }), updated(3, acme, { seconds: 2 }))
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 3, mrr: 3000 })
  await app.api('PUT', '/plans/pro?publish=true', { name: 'Pro', tier: 2 })
  await app.sendAll(updated(4, acme, { seconds: 3 }))
  expect((await bought(app)).at(-1)).toMatchObject({ plan: null, mrrDelta: 1000 })
})

test('long after the link what follows is put down to the prompt that led to it', async () => {
  const app = await connected()
  const first = await decided(app)
  await seen(app, first)
  const days = (count: number) => count * 86_400
  await app.sendAll(paid({ client_reference_id: first }), created(2))
  app.clock.now += days(30) * 1000
  const second = await decided(app, { key: 'more', name: 'S', kind: 'seats', seats: 5 })
  await seen(app, second)
  await app.sendAll(updated(5, {}, { seconds: days(30) + 60 }))
  await app.sendAll(updated(1, {}, { seconds: days(30) + 120 }))
  expect((await bought(app)).map((one) => [one.mrrDelta, one.decision])).toEqual([
    [2000, first],
    [3000, second],
    [-4000, first],
  ])
})
