import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Standing, Subscription } from '../../../shared/billing.ts'
import { plan } from '../../../shared/plan.ts'
import { ledTo } from './attribution.ts'
import { foldSubscription, type Snapshot, type SubscriptionEvent } from './subscription.ts'
import { traitsOf } from './traits.ts'

const seat = { amount: 1000, currency: 'EUR', interval: 'month', per: 'seat' } as const
const plans = [
  plan.parse({ key: 'free', name: 'Free', tier: 0 }),
  plan.parse({
    key: 'team',
    name: 'Team',
    tier: 1,
    prices: [{ ...seat, billingId: 'price_team' }],
  }),
  plan.parse({ key: 'pro', name: 'Pro', tier: 2, prices: [{ ...seat, billingId: 'price_pro' }] }),
]
const minute = 60_000
const began = 1_000 * minute

const event = (
  at: number,
  more: Partial<Subscription> & { rank?: 0 | 1 | 2; price?: string; seats?: number } = {},
): SubscriptionEvent => {
  const { rank = 1, price = 'price_team', seats = 2, ...rest } = more
  const items = [{ price, lookupKey: null, quantity: seats }]
  const mrr = { kind: 'known', micros: seats * 1_000_000_000 } as const
  const subscription = {
    ...{ id: 'sub', customer: 'cus', startedAt: began, currency: 'EUR', items, mrr },
    ...{ standing: 'paying' as Standing, account: null, decision: null },
    ...rest,
  }
  return { id: `evt_${at}`, type: 't', at, kind: 'subscription', rank, subscription }
}

const run = (events: SubscriptionEvent[]) => {
  let before: Snapshot | null = null
  const changes = []
  for (const one of events) {
    const folded = foldSubscription(before, one, plans)
    if (folded.kind === 'stale') {
      changes.push('stale')
      continue
    }
    before = folded.snapshot
    const { change } = folded
    changes.push(change && `${change.kind} ${change.plan} ${change.mrrDelta}`)
  }
  return { changes, last: before as Snapshot | null }
}

const unknownMrr = { mrr: { kind: 'unknown', why: 'tiered' } } as const
const first = event(began, { rank: 0 })
const more = event(began + minute, { seats: 5 })
const pro = event(began + 2 * minute, { seats: 5, price: 'price_pro' })
const over = event(began + 3 * minute, { rank: 2, standing: 'ended' })

test.each<[string, SubscriptionEvent[], unknown[]]>([
  [
    'a life in order',
    [first, more, pro, over],
    ['plan team 2000', 'seats team 3000', 'plan pro 0', 'plan null -5000'],
  ],
  [
    'what is older changes nothing',
    [first, pro, more],
    ['plan team 2000', 'plan pro 3000', 'stale'],
  ],
  [
    'what has ended stays so',
    [first, over, { ...more, at: over.at + minute }],
    ['plan team 2000', 'plan null -2000', 'stale'],
  ],
  ['of one second the end is the last', [{ ...over, at: more.at }, more], [null, 'stale']],
  [
    'of one second the beginning is the first',
    [more, { ...first, at: more.at }],
    ['plan team 5000', 'stale'],
  ],
  [
    'the same again is no change',
    [first, { ...first, at: began + 1, rank: 1 }],
    ['plan team 2000', null],
  ],
  [
    'a trial brings nothing until it is paid',
    [event(began, { rank: 0, standing: 'trialing' }), event(began + minute)],
    [null, 'plan team 2000'],
  ],
  [
    'late payment loses nothing',
    [first, event(began + minute, { standing: 'idle' }), event(began + 2 * minute)],
    ['plan team 2000', 'plan null -2000', 'plan team 2000'],
  ],
  [
    'what was there before is nobody’s purchase',
    [event(began + 400 * minute), event(began + 401 * minute, { seats: 3 })],
    [null, 'seats team 1000'],
  ],
  [
    'unless its beginning comes late',
    [event(began + 400 * minute), first, first],
    [null, 'plan team 2000', 'stale'],
  ],
  [
    'an amount that is not known is not said',
    [event(began, { rank: 0, ...unknownMrr })],
    ['plan team null'],
  ],
  [
    'a loss without an amount is not taken for a gain',
    [event(began, { rank: 0, ...unknownMrr }), event(began + minute, { seats: 1, ...unknownMrr })],
    ['plan team null', null],
  ],
])('%s', (_, events, expected) => {
  expect(run(events).changes).toEqual(expected)
})

test('in whatever order they come, the end is the same and the changes add up to it', () => {
  const life = [first, more, pro, event(began + 4 * minute, { seats: 9, price: 'price_pro' })]
  const all = fc.shuffledSubarray(life, { minLength: life.length })
  fc.assert(
    fc.property(all, (events) => {
      const { changes, last } = run(events)
      expect(last).toMatchObject({ plan: 'pro', seats: 9, micros: 9_000_000_000 })
      const sum = changes.reduce((total, one) => total + (Number(`${one}`.split(' ')[2]) || 0), 0)
      expect(sum).toBe(9000)
    }),
  )
})

test('an account is on the highest plan of its subscriptions, with all their seats and revenue', () => {
  const one = (more: object) => ({
    ...{ standing: 'paying' as const, plan: 'team', seats: 2, micros: 500_000, currency: 'EUR' },
    ...more,
  })
  expect(traitsOf([one({}), one({ plan: 'pro' })], plans)).toEqual({
    plan: 'pro',
    seats: 4,
    mrr: 1,
  })
  expect(traitsOf([one({ standing: 'trialing' })], plans)).toEqual({
    plan: 'team',
    seats: 2,
    mrr: 0,
  })
  expect(traitsOf([one({ standing: 'ended' })], plans)).toEqual({
    plan: 'free',
    seats: null,
    mrr: 0,
  })
  expect(traitsOf([one({ micros: null })], plans).mrr).toBeNull()
  expect(traitsOf([one({}), one({ currency: 'USD' })], plans).mrr).toBeNull()
  expect(traitsOf([one({ plan: null, seats: null })], plans)).toEqual({ mrr: 1 })
})

test('the last prompt that can have proposed it led to it', () => {
  const offer = (kind: 'upgrade', to: string) => ({ key: to, name: to, kind, plan: to })
  const seats = { key: 's', name: 's', kind: 'seats', seats: 5 } as const
  const shown = [
    { decision: 'd1', offer: undefined },
    { decision: 'd2', offer: offer('upgrade', 'team') },
    { decision: 'd3', offer: seats },
    { decision: 'd4', offer: offer('upgrade', 'pro') },
  ]
  const bought = (kind: 'plan' | 'seats' | 'add_on', to: string | null) =>
    ledTo(shown, { kind, plan: to, mrrDelta: 1, currency: 'EUR' })
  expect([
    bought('plan', 'pro'),
    bought('plan', null),
    bought('seats', 'pro'),
    bought('add_on', null),
  ]).toEqual(['d4', 'd2', 'd3', null])
})
