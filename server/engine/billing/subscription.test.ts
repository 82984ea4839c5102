import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plan } from '../../../shared/definition/plan.ts'
import type { Standing, Subscription } from '../../../shared/event/billing.ts'
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
): SubscriptionEvent & { kind: 'subscription' } => {
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
    const { mrr, account } = one.subscription
    const micros = mrr.kind === 'known' ? mrr.micros : null
    const said = { account: account ?? 'acme', event: one, micros }
    const folded = foldSubscription(before, said, plans)
    if (folded.kind === 'stale') {
      changes.push('stale')
      continue
    }
    before = folded.snapshot
    const told = folded.changes.map(
      ({ kind, plan, mrrDelta, account, currency }) =>
        `${kind} ${plan} ${mrrDelta}${account === 'acme' ? '' : ` of ${account}`}${currency === 'EUR' || currency === null ? '' : ` in ${currency}`}`,
    )
    changes.push(told.length > 1 ? told : (told[0] ?? null))
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
  [
    'what it changed before its beginning came is not told twice',
    [event(began + 400 * minute), event(began + 401 * minute, { seats: 3 }), first],
    [null, 'seats team 1000', 'plan team 2000'],
  ],
  [
    'an end that is seen before the beginning is lost, and was bought after all',
    [event(began + 400 * minute), { ...over, at: began + 500 * minute }, first],
    [null, 'plan null -2000', 'plan team 2000'],
  ],
  [
    'a subscription that becomes somebody else’s takes along what it brought',
    [first, event(began + minute, { account: 'globex', seats: 3 })],
    [
      'plan team 2000',
      ['plan null -2000', 'plan team 2000 of globex', 'seats team 1000 of globex'],
    ],
  ],
  [
    'what was there before is nobody’s purchase, whosever it becomes',
    [
      event(began + 400 * minute),
      event(began + 401 * minute, { seats: 3 }),
      event(began + 402 * minute, { seats: 3, account: 'globex' }),
      first,
    ],
    [null, 'seats team 1000', 'seats team -1000', 'plan team 3000 of globex'],
  ],
  [
    'of two currencies nothing is taken from each other',
    [first, event(began + minute, { currency: 'USD', seats: 3 })],
    ['plan team 2000', ['plan null -2000', 'plan team 3000 in USD']],
  ],
  [
    'a pause is over when it is, in another currency or not',
    [
      first,
      event(began + minute, { standing: 'idle' }),
      event(began + 2 * minute, { currency: 'USD' }),
    ],
    ['plan team 2000', 'plan null -2000', 'plan team 2000 in USD'],
  ],
  [
    'a plan that is smaller is told as a loss',
    [
      event(began, { rank: 0, price: 'price_pro', seats: 5 }),
      event(began + minute, { price: 'price_team', seats: 4 }),
    ],
    ['plan pro 5000', 'plan team -1000'],
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

const aMoment = fc.record({
  account: fc.constantFrom('acme', 'globex'),
  currency: fc.constantFrom('EUR', 'USD'),
  standing: fc.constantFrom<Standing>('paying', 'paying', 'trialing', 'idle'),
  seats: fc.integer({ min: 0, max: 4 }),
})

test('whosever it is, in whatever currency and order: what each is told adds up to what it pays', () => {
  const lives = fc.tuple(fc.array(aMoment, { minLength: 1, maxLength: 6 }), fc.boolean(), fc.nat())
  fc.assert(
    fc.property(lives, fc.infiniteStream(fc.nat()), ([moments, hasEnded, hours], order) => {
      const life = moments.map((one, i) =>
        event(i === 0 ? began : began + i + hours * 60 * minute, { ...one, rank: i === 0 ? 0 : 1 }),
      )
      const end = { ...(life.at(-1) as SubscriptionEvent), rank: 2 as const }
      end.subscription = { ...end.subscription, standing: 'ended' }
      const all = (hasEnded ? [...life, { ...end, at: end.at + 1 }] : life)
        .map((one) => ({ one, place: order.next().value ?? 0 }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one)
      let before: Snapshot | null = null
      const told: Record<string, number> = {}
      for (const one of all) {
        const { mrr, account } = one.subscription
        const micros = mrr.kind === 'known' ? mrr.micros : null
        const said = { account: account ?? '', event: one, micros }
        const folded = foldSubscription(before, said, plans)
        if (folded.kind === 'stale') continue
        before = folded.snapshot
        for (const { account, currency, mrrDelta } of folded.changes) {
          const key = `${account} ${currency}`
          told[key] = (told[key] ?? 0) + (mrrDelta ?? 0)
        }
      }
      const last = (before as unknown as Snapshot) ?? null
      const pays = Object.entries(told).filter(([, minor]) => minor !== 0)
      const isPaying = last.standing === 'paying' && last.micros !== 0
      expect(last.isWhole).toBe(true)
      expect(pays).toEqual(
        isPaying ? [[`${last.account} ${last.currency}`, (last.micros ?? 0) / 1_000_000]] : [],
      )
    }),
  )
})

test('more pieces than a number holds are no seats', () => {
  const items = Array.from({ length: 2 }, () => ({
    ...{ price: 'price_team', lookupKey: null, quantity: Number.MAX_SAFE_INTEGER },
  }))
  expect(run([event(began, { rank: 0, items })]).last).toMatchObject({ plan: 'team', seats: null })
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
  expect(traitsOf([one({}), one({ currency: 'USD', micros: 0 })], plans).mrr).toBe(1)
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
    ledTo(shown, { kind, plan: to })
  expect([
    bought('plan', 'pro'),
    bought('plan', null),
    bought('seats', 'pro'),
    bought('add_on', null),
  ]).toEqual(['d4', 'd2', 'd3', null])
})
