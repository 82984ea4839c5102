// Paddle's webhook: what comes of it, read by Paddle's own library beside ours, and what it does not let through.
import { createHmac } from 'node:crypto'
import { type IEvents, Webhooks } from '@paddle/paddle-node-sdk'
import { expect, test } from 'vitest'
import { readPaddleEvent } from '../../inbound/paddle/read.ts'
import {
  bought,
  type Connected,
  change,
  connectBilling,
  decided,
  eraseAccount,
  expectRefused,
  seen,
  traitsOf,
} from './test-billing.ts'

const secret = 'pdl_ntfset_01gkpjp8bkm3tm53kdgkx6sms7_6h3qd3uFSi9YCD3OLYAShQI90XTI5vEI'
const began = Date.parse('2026-11-23T10:00:00Z')

const hashOf = (payload: string, at: number, by: string) =>
  createHmac('sha256', by)
    .update(`${at / 1000}:${payload}`)
    .digest('hex')
const sign = (payload: string, at: number, by = secret) =>
  `ts=${at / 1000};h1=${hashOf(payload, at, by)}`
const connected = () =>
  connectBilling({ vendor: 'paddle', secret, header: 'paddle-signature', sign })

type More = Record<string, unknown>
const timeOf = (seconds: number) => new Date(began + seconds * 1000).toISOString()

/** With seats, at ten euros each a month. */
const subscription = (seats: number, more: More = {}) => ({
  id: 'sub_1',
  status: 'active',
  customer_id: 'ctm_1',
  address_id: 'add_1',
  currency_code: 'EUR',
  created_at: timeOf(0),
  updated_at: timeOf(0),
  started_at: timeOf(0),
  collection_mode: 'automatic',
  billing_cycle: { interval: 'month', frequency: 1 },
  discount: null,
  scheduled_change: null,
  custom_data: null,
  items: [
    {
      status: 'active',
      quantity: seats,
      recurring: true,
      created_at: timeOf(0),
      updated_at: timeOf(0),
      price: {
        id: 'price_team',
        product_id: 'pro_team',
        description: 'Team',
        tax_mode: 'account_setting',
        billing_cycle: { interval: 'month', frequency: 1 },
        unit_price: { amount: '1000', currency_code: 'EUR' },
        unit_price_overrides: [],
        custom_data: null,
      },
    },
  ],
  ...more,
})
const acme = { custom_data: { account_id: 'acme' } }
let count = 0
const event = (type: string, data: object, { seconds = 0, id = `evt_${++count}` } = {}) =>
  JSON.stringify({
    event_id: id,
    event_type: type,
    occurred_at: timeOf(seconds).replace('Z', '123Z'),
    notification_id: `ntf_${count}`,
    data,
  })
const said = (type: string, seats: number, more: More = {}, seconds = 0) =>
  event(`subscription.${type}`, subscription(seats, more), { seconds })
const discountOf = (amount: string, more: More = {}) =>
  event('discount.created', {
    ...{ id: 'dsc_1', type: 'percentage', amount, currency_code: null, recur: true },
    ...{ status: 'active', maximum_recurring_intervals: null, restrict_to: null },
    ...more,
  })
const transaction = (more: More, seconds = 0) =>
  event(
    'transaction.completed',
    {
      ...{ id: 'txn_1', status: 'completed', origin: 'web', customer_id: 'ctm_1' },
      ...{ subscription_id: 'sub_1', custom_data: null, items: [], payments: [] },
      ...more,
    },
    { seconds },
  )
const sums = async (app: Connected, account = 'acme') =>
  (await bought(app))
    .filter((one) => one.account === account)
    .reduce((sum, one) => sum + (one.mrrDelta ?? 0), 0)

test('reads the same of a subscription as Paddle’s own library', () => {
  const payload = JSON.parse(said('updated', 3, acme, 60))
  const theirs = Webhooks.fromJson(payload as IEvents)
  const { event } = readPaddleEvent(payload)
  if (theirs?.eventType !== 'subscription.updated' || event.kind !== 'subscription') {
    throw new Error('Neither')
  }
  const { data } = theirs
  expect(event).toMatchObject({
    id: theirs.eventId,
    type: theirs.eventType,
    at: Date.parse(theirs.occurredAt),
    subscription: {
      id: data.id,
      customer: data.customerId,
      currency: data.currencyCode,
      account: (data.customData as { account_id: string }).account_id,
      items: data.items.map(({ price, quantity }) => ({ price: price?.id, quantity })),
    },
  })
})

test('a life of a subscription becomes plan, seats, revenue and what was bought', async () => {
  const app = await connected()
  await app.sendAll(said('created', 3, acme), said('activated', 3, acme, 1))
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 3, mrr: 3000 })
  await app.sendAll(said('updated', 5, acme, 60))
  // Late payment loses nothing, nor does a change that is only scheduled.
  const scheduled = { action: 'pause', effective_at: timeOf(120), resume_at: null }
  await app.sendAll(said('past_due', 5, { ...acme, status: 'past_due' }, 70))
  await app.sendAll(said('updated', 5, { ...acme, scheduled_change: scheduled }, 80))
  await app.sendAll(said('paused', 5, { ...acme, status: 'paused' }, 120))
  expect(await traitsOf(app)).toEqual({ plan: 'free', mrr: 0 })
  await app.sendAll(said('resumed', 5, acme, 180))
  await app.sendAll(said('canceled', 5, { ...acme, status: 'canceled' }, 240))
  expect(await traitsOf(app)).toEqual({ plan: 'free', mrr: 0 })
  expect(await bought(app)).toEqual([
    change('plan', 3000),
    change('seats', 2000),
    change('plan', -5000, { plan: null }),
    change('plan', 5000),
    change('plan', -5000, { plan: null }),
  ])
})

test('a trial brings nothing until it is paid', async () => {
  const app = await connected()
  const trialing = (one: ReturnType<typeof subscription>) =>
    one.items.map((item) => ({ ...item, status: 'trialing' }))
  const trial = { ...acme, status: 'trialing', items: trialing(subscription(2)) }
  await app.sendAll(said('created', 2, trial), said('trialing', 2, trial, 1))
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 2, mrr: 0 })
  expect(await bought(app)).toEqual([])
  await app.sendAll(said('activated', 2, acme, 60))
  expect(await bought(app)).toEqual([change('plan', 2000)])
})

test('sent twice, twice at once and in any order it counts once', async () => {
  const app = await connected()
  const all = [
    said('created', 1, acme),
    said('updated', 2, acme, 60),
    said('updated', 4, acme, 120),
  ] as const
  const shuffled = [all[2], all[0], all[1], ...all, ...all]
  const answers = await Promise.all(shuffled.map((one) => app.send(one)))
  expect(answers.map(({ status }) => status)).toEqual(shuffled.map(() => 200))
  await app.deps.pipeline.settleBilling('w1', app.clock.now)
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 4, mrr: 4000 })
  expect(await sums(app)).toBe(4000)
  expect((await app.fates()).length).toBe(3)
})

test('a discount for ever takes off, once it is known what it is', async () => {
  const app = await connected()
  const reduced = { ...acme, discount: { id: 'dsc_1', starts_at: timeOf(0), ends_at: null } }
  await app.sendAll(said('created', 10, reduced))
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 10 })
  await app.sendAll(discountOf('12.5'), said('updated', 10, reduced, 60))
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 10, mrr: 8750 })
  await app.sendAll(said('updated', 12, reduced, 120))
  expect((await bought(app)).at(-1)).toEqual(change('seats', 1750))
  // What it was before is known from an event that comes late.
  const older = discountOf('50').replace(timeOf(0).slice(0, 19), '2026-11-20T10:00:00')
  await app.sendAll(older, said('updated', 12, reduced, 180))
  expect(await traitsOf(app)).toMatchObject({ mrr: 10_500 })
  const passing = { id: 'dsc_1', starts_at: timeOf(0), ends_at: timeOf(9_000_000) }
  await app.sendAll(said('updated', 12, { ...acme, discount: passing }, 240))
  expect(await traitsOf(app)).toMatchObject({ mrr: 12_000 })
  expect(await app.fates()).toContain('applied discount_kept')
})

test('whose it is, the transaction says before the subscription does', async () => {
  const app = await connected()
  const decision = await decided(app)
  await app.sendAll(said('created', 2))
  expect((await app.view()).unmatched).toMatchObject([{ customer: 'ctm_1', events: 1 }])
  await app.sendAll(transaction({ custom_data: { brim_decision: decision } }))
  expect(await bought(app)).toEqual([change('plan', 2000, { decision })])
  // A renewal repeats what its subscription says, and is no checkout.
  await app.sendAll(
    transaction({ origin: 'subscription_recurring', custom_data: { account_id: 'other' } }, 60),
    said('updated', 3, {}, 61),
  )
  expect(await traitsOf(app)).toMatchObject({ seats: 3 })
})

test('an id that is a number names the account all the same', async () => {
  const app = await connected()
  await app.sendAll(said('created', 2, { custom_data: { account_id: 42 } }))
  expect(await traitsOf(app, '42')).toMatchObject({ mrr: 2000 })
})

test('a subscription that becomes another customer’s leaves none of it behind', async () => {
  const app = await connected()
  await app.sendAll(transaction({ custom_data: { account_id: 'acme' } }), said('created', 2))
  const globex = event('customer.created', {
    ...{ id: 'ctm_2', email: 'globex@example.org', custom_data: { account_id: 'globex' } },
  })
  await app.sendAll(globex, said('updated', 3, { customer_id: 'ctm_2' }, 60))
  await app.sendAll(said('updated', 4, { customer_id: 'ctm_2' }, 120))
  expect(await traitsOf(app)).toEqual({ plan: 'free', mrr: 0 })
  expect(await traitsOf(app, 'globex')).toEqual({ plan: 'team', seats: 4, mrr: 4000 })
  expect([await sums(app), await sums(app, 'globex')]).toEqual([0, 4000])
})

test('what comes late of the customer before asks nobody whose it is', async () => {
  const app = await connected()
  const globex = { id: 'ctm_2', custom_data: { account_id: 'globex' } }
  await app.sendAll(
    transaction({ custom_data: { account_id: 'acme' } }),
    said('created', 2),
    event('customer.created', globex),
    said('updated', 3, { customer_id: 'ctm_2' }, 60),
    said('updated', 9, { customer_id: 'ctm_3' }, 30),
  )
  expect((await app.view()).unmatched).toEqual([])
  expect(await traitsOf(app, 'globex')).toMatchObject({ seats: 3 })
})

test('of two checkouts the later one holds, whichever comes first', async () => {
  const app = await connected()
  await app.sendAll(
    transaction({ custom_data: { account_id: 'globex' } }, 60),
    transaction({ custom_data: { account_id: 'acme' } }, 0),
    said('created', 2),
  )
  expect(await traitsOf(app, 'globex')).toMatchObject({ seats: 2 })
})

test('who was mapped to the wrong account is mapped to another, and takes along what it brought', async () => {
  const app = await connected()
  const own = { id: 'sub_2', custom_data: { account_id: 'initech' } }
  await app.sendAll(said('created', 2))
  expect((await app.map('ctm_1', 'globex')).status).toBe(200)
  expect((await app.view()).mapped).toMatchObject([{ customer: 'ctm_1', account: 'globex' }])
  await app.sendAll(said('created', 1, own))
  expect((await app.map('ctm_1', 'acme')).status).toBe(200)
  expect((await app.map('ctm_1', 'acme')).status).toBe(200)
  expect(await traitsOf(app)).toEqual({ plan: 'team', seats: 2, mrr: 2000 })
  expect(await traitsOf(app, 'globex')).toEqual({ plan: 'free', mrr: 0 })
  expect(await traitsOf(app, 'initech')).toMatchObject({ mrr: 1000 })
  await app.sendAll(said('updated', 3, {}, 60))
  expect([await sums(app), await sums(app, 'globex'), await sums(app, 'initech')]).toEqual([
    3000, 0, 1000,
  ])
  expect((await app.view()).mapped).toMatchObject([{ customer: 'ctm_1', account: 'acme' }])
  const log = await (await app.ask('GET', '/w/w1/audit')).json()
  expect(log.entries[0]).toMatchObject({
    action: 'customer_mapped',
    before: { account: 'globex' },
    after: { customer: 'ctm_1' },
  })
  // Nobody has said whose others are.
  expect((await app.map('ctm_2', 'acme')).status).toBe(404)
})

test('in another currency it is over in the one and begins in the other', async () => {
  const app = await connected()
  const yen = subscription(2).items.map((item) => ({
    ...item,
    price: { ...item.price, unit_price: { amount: '1500', currency_code: 'JPY' } },
  }))
  await app.sendAll(
    said('created', 2, acme),
    said('updated', 2, { ...acme, currency_code: 'JPY', items: yen }, 60),
  )
  expect(await traitsOf(app)).toMatchObject({ mrr: 3000 })
  const { client } = await app.deps.openWorkspace('w1')
  const { rows } = await client.execute(
    'SELECT currency, sum(mrr_delta) AS sum FROM conversions GROUP BY 1 ORDER BY 1',
  )
  expect(rows.map(({ currency, sum }) => [currency, sum])).toEqual([
    ['EUR', 0],
    ['JPY', 3000],
  ])
})

test('else it is put down to the last prompt that can have proposed it', async () => {
  const app = await connected()
  const decision = await decided(app)
  await seen(app, decision)
  await app.sendAll(said('created', 2, acme, 60))
  expect(await bought(app)).toEqual([change('plan', 2000, { decision })])
})

test('nothing comes in that Paddle has not signed, just now, for this very source', async () => {
  const app = await connected()
  const payload = said('created', 2, acme)
  const { now } = app.clock
  const refused: [string, string, RegExp][] = [
    ['nothing', '', /no Paddle-Signature/],
    ['another secret', sign(payload, now, 'pdl_ntfset_other'), /not that of this source/],
    ['another body', sign(`${payload} `, now), /not that of this source/],
    ['a replay', sign(payload, now - 301_000), /more than 5 minutes ago/],
    ['the future', sign(payload, now + 86_400_000), /from now/],
  ]
  expect(await expectRefused(app, payload, refused)).not.toContain(secret)
  const rolled = `${sign(payload, now, 'pdl_ntfset_old')};h1=${hashOf(payload, now, secret)}`
  expect((await app.send(payload, rolled)).status).toBe(200)
})

test('the address of another workspace or vendor takes nothing signed for this one', async () => {
  const app = await connected()
  const payload = said('created', 2, acme)
  const { token } = await app.addSource('paddle', { workspace: 'w2' })
  expect((await app.send(payload, undefined, token)).status).toBe(401)
  const stripe = await app.addSource('stripe')
  expect((await app.send(payload, undefined, stripe.token)).status).toBe(401)
  const headers = { 'paddle-signature': sign(payload, app.clock.now) }
  const other = await app.request('POST', `/inbound/stripe/${app.source.text}`, payload, headers)
  expect(other.status).toBe(401)
})

test('ids of Stripe and of Paddle are not taken for each other', async () => {
  const app = await connected()
  await app.sendAll(said('created', 2, acme))
  const wanted = { vendor: 'stripe', sender: 'server', name: 'Stripe' }
  const { source } = await (await app.ask('POST', '/w/w1/sources', wanted)).json()
  const view = await (await app.ask('GET', `/w/w1/sources/${source.id}/billing`)).json()
  expect(view).toEqual({ entries: [], unmatched: [], mapped: [], faults: [] })
  const path = `/w/w1/sources/${source.id}/customers/ctm_1`
  expect((await app.ask('PUT', path, { account: 'globex' })).status).toBe(404)
})

test.each<[string, () => string, number]>([
  ['no JSON', () => 'nonsense', 400],
  ['Stripe’s form', () => '{"object":"event","id":"evt_1"}', 400],
  ['a subscription that is none', () => event('subscription.updated', { id: 1 }), 400],
  [
    'a time that is none',
    () => said('created', 1).replace(/"occurred_at":"[^"]+"/, '"occurred_at":"soon"'),
    400,
  ],
  ['a time that has not come', () => said('created', 1, acme, 400_000), 400],
  ['less than nothing', () => said('created', -1, acme), 400],
  ['more than anybody buys', () => said('created', 1e15, acme), 400],
  ['a price that is none', () => said('created', 1).replace('"1000"', '"1e3"'), 400],
  ['a discount in no currency', () => discountOf('500', { type: 'flat' }), 400],
  ['the name of a prototype', () => event('__proto__', {}), 200],
  ['an event nobody reads', () => event('adjustment.created', { id: 'adj_1' }), 200],
  [
    'an account id nobody may have',
    () => said('created', 1, { custom_data: { account_id: '\u0000' } }),
    200,
  ],
  ['half a letter', () => said('created', 1, { custom_data: { account_id: 'a\ud800' } }), 200],
  [
    'custom data of any form',
    () => said('created', 1, { custom_data: { account_id: { id: 1 } } }),
    200,
  ],
])('%s is answered, and breaks nothing', async (_, make, status) => {
  const app = await connected()
  expect((await app.send(make())).status).toBe(status)
  await app.sendAll(said('created', 2, { ...acme, id: 'sub_9' }))
  expect(await traitsOf(app)).toMatchObject({ plan: 'team' })
})

test('a secret of another vendor is none of its', async () => {
  const app = await connected()
  for (const wrong of ['', 'whsec_aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ', 'pdl_ntfset_', `${secret} `]) {
    const answer = await app.ask('PUT', `${app.of}/secret`, { secret: wrong })
    expect(answer.status, wrong).toBe(wrong.trim() === secret ? 200 : 400)
  }
})

test('of an account that was erased nothing is kept, and nothing comes back', async () => {
  const app = await connected()
  await app.sendAll(said('created', 2, acme))
  await eraseAccount(app, 'acme')
  await app.sendAll(
    said('updated', 5, acme, 60),
    transaction({ custom_data: { account_id: 'acme' } }),
    event('customer.updated', { id: 'ctm_1', ...acme }),
  )
  expect(await app.fates()).toEqual(Array(3).fill('refused erased'))
  const { client } = await app.deps.openWorkspace('w1')
  for (const table of ['billing_events', 'billing_links', 'billing_subscriptions']) {
    await expect
      .poll(async () => JSON.stringify((await client.execute(`SELECT * FROM ${table}`)).rows))
      .not.toMatch(/acme|ctm_1/)
  }
})
