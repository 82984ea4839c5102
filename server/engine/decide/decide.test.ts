import { expect, test } from 'vitest'
import { dayMs, hourMs } from '../../../shared/duration.ts'
import type { FactValue } from '../../../shared/event.ts'
import { nudge, parsePlacement } from '../../../shared/nudge.ts'
import { offer, plan } from '../../../shared/plan.ts'
import { trigger } from '../../../shared/trigger.ts'
import { compileCatalogue } from '../catalogue.ts'
import { decide } from './decide.ts'
import type { DecisionFacts, Impression } from './question.ts'

const now = Date.parse('2026-03-04T12:00:00Z')

/** Facts that these tests don't ask for. */
const unasked = {
  leavesAt: () => undefined,
  newFeatures: () => 0,
  meterDays: () => [],
  firstSeenAt: () => undefined,
}
const firedSixDaysAgo = { firedAt: now - 6 * dayMs, periodEndsAt: null, hasBeenFalse: false }

const wall = trigger.parse({
  key: 'wall',
  name: 'Wall',
  family: 'paywall',
  subject: 'account',
  when: { measure: { count: { event: 'paywall_hit', within: '7d' } }, gte: 3 },
})
const base = {
  key: 'n1',
  name: 'One',
  format: 'modal',
  placement: 'paywall:export',
  trigger: 'wall',
  offer: 'team',
  copy: { en: { title: 'T', actions: [{ kind: 'link', label: 'Go', url: '/go' }] } },
}
const price = (amount: number) => [{ amount, currency: 'EUR', interval: 'month' as const }]

type Given = {
  nudges?: object[]
  isLive?: boolean
  counted?: number
  traits?: Record<string, FactValue>
  page?: string
  placement?: string
  facts?: Partial<DecisionFacts>
}

function run(given: Given = {}) {
  const catalogue = compileCatalogue({
    triggers: [{ body: wall, isLive: true, isCounting: false }],
    meters: [],
    nudges: (given.nudges ?? [{}]).map((one, i) => ({
      body: nudge.parse({ ...base, ...one }),
      isLive: given.isLive ?? true,
      version: 1,
      publishedAt: now - dayMs + i,
    })),
    offers: [
      offer.parse({ key: 'team', name: 'Team', kind: 'upgrade', plan: 'team' }),
      offer.parse({ key: 'business', name: 'B', kind: 'upgrade', plan: 'business' }),
      offer.parse({ key: 'trial', name: 'Trial', kind: 'trial', plan: 'team', lasts: '14d' }),
      offer.parse({ key: 'talk', name: 'Talk', kind: 'contact' }),
    ],
    plans: [
      plan.parse({ key: 'free', name: 'Free', tier: 0 }),
      plan.parse({ key: 'team', name: 'Team', tier: 1, prices: price(1200) }),
      plan.parse({ key: 'business', name: 'Business', tier: 2, prices: price(2400) }),
    ],
  })
  const facts: DecisionFacts = {
    account: 'a',
    user: 'u',
    locale: 'en',
    facts: {
      ...unasked,
      now,
      counted: () => given.counted ?? 0,
      meter: () => undefined,
      trait: (of, name) => given.traits?.[`${of}.${name}`],
      visit: (of) => (of === 'page.path' ? given.page : undefined),
    },
    plan: 'free',
    meters: () => undefined,
    signals: [{ trigger: 'wall', user: 'u', expiresAt: now + dayMs }],
    firing: () => undefined,
    impressions: [],
    wishes: new Map(),
    trials: [],
    ...given.facts,
  }
  const text = given.placement ?? 'paywall:export'
  const placement = parsePlacement(text)
  if (!placement) throw new Error(text)
  return decide(catalogue, facts, {
    now,
    text,
    placement,
    event: { name: 'paywall_hit', supposed: true },
  })
}

const shown = (ago: number, given: Partial<Impression> = {}): Impression => ({
  nudge: 'n1',
  format: 'modal',
  user: 'u',
  account: 'a',
  at: now - ago,
  ...given,
})
const noSignal = { signals: [] }
const seen = (impressions: Impression[]) => ({ facts: { impressions } })

test.each<[name: string, given: Given, reason: string | null, nearest?: string | null]>([
  ['everything open', {}, null],
  ['a paused nudge', { isLive: false }, 'not_live', 'when it is resumed'],
  [
    'before its start',
    { nudges: [{ schedule: { startsAt: '2026-03-06T12:00:00Z' } }] },
    'not_live',
    'in 2 days',
  ],
  ['after its end', { nudges: [{ schedule: { endsAt: '2026-03-04T12:00:00Z' } }] }, 'not_live'],
  ['another feature', { placement: 'paywall:import' }, 'no_candidate', 'at paywall:export'],
  ['no signal yet', { facts: noSignal, counted: 1 }, 'no_signal', '2 more paywall hits in 7 days'],
  ['a trigger that fires with the event at hand', { facts: noSignal, counted: 3 }, null],
  [
    'a trigger that is still cooling down',
    { facts: { ...noSignal, firing: () => firedSixDaysAgo }, counted: 5 },
    'no_signal',
    'in 1 day, when "wall" has cooled down',
  ],
  ['a nudge that needs no signal', { nudges: [{ trigger: undefined }], facts: noSignal }, null],
  [
    'an expired signal',
    { facts: { signals: [{ trigger: 'wall', user: 'u', expiresAt: now }] } },
    'no_signal',
  ],
  [
    'outside the audience',
    {
      nudges: [{ audience: { trait: 'user.role', eq: 'admin' } }],
      traits: { 'user.role': 'member' },
    },
    'audience',
    'user.role is “admin”',
  ],
  [
    'inside the audience of a page',
    { nudges: [{ audience: { trait: 'page.path', contains: '/boards' } }], page: '/boards/1' },
    null,
  ],
  ['on the plan already', { facts: { plan: 'team' } }, 'offer_not_applicable', null],
  ['above the plan', { facts: { plan: 'business' } }, 'offer_not_applicable', null],
  ['a plan nobody has told us', { facts: { plan: undefined } }, null],
  [
    'a trial that was taken',
    {
      nudges: [{ offer: 'trial' }],
      facts: { trials: [{ offer: 'trial', plan: 'team', endsAt: 0 }] },
    },
    'offer_not_applicable',
  ],
  ['an offer without a plan', { nudges: [{ offer: 'talk' }], facts: { plan: 'business' } }, null],
  [
    'never again',
    { facts: { wishes: new Map([['n1', { wish: 'never', until: null }]]) } },
    'opted_out',
    null,
  ],
  [
    'snoozed',
    { facts: { wishes: new Map([['n1', { wish: 'snoozed', until: now + hourMs }]]) } },
    'snoozed',
    'in 1 hour',
  ],
  [
    'a snooze that is over',
    { facts: { wishes: new Map([['n1', { wish: 'snoozed', until: now }]]) } },
    null,
  ],
  ['shown to this user lately', seen([shown(5 * dayMs)]), 'capped_nudge', 'in 2 days'],
  ['shown to this user long ago', seen([shown(7 * dayMs)]), null],
  [
    'shown to this user often enough',
    seen([shown(90 * dayMs), shown(60 * dayMs), shown(30 * dayMs)]),
    'capped_nudge',
    null,
  ],
  ['shown to a colleague', seen([shown(2 * dayMs, { user: 'v' })]), null],
  [
    'shown to the account as often as it may be',
    {
      nudges: [{ caps: { perAccount: { every: '7d', times: 1 } } }],
      ...seen([shown(2 * dayMs, { user: 'v' })]),
    },
    'capped_nudge',
    'in 5 days',
  ],
  ['another modal today', seen([shown(hourMs, { nudge: 'n9' })]), 'capped_budget', 'in 23 hours'],
  ['another modal yesterday', seen([shown(dayMs, { nudge: 'n9' })]), null],
  [
    'an inline card today costs nothing',
    seen([shown(hourMs, { nudge: 'n9', format: 'inline' })]),
    null,
  ],
  [
    'three prompts to the account this week',
    seen(['x', 'y', 'z'].map((user) => shown(2 * dayMs, { nudge: 'n9', user }))),
    'capped_budget',
    'in 5 days',
  ],
  [
    'an inline card when the budget is spent',
    {
      nudges: [{ format: 'inline' }],
      ...seen(['x', 'y', 'z'].map((user) => shown(2 * dayMs, { nudge: 'n9', user }))),
    },
    null,
  ],
  [
    'a variable without a value or a fallback',
    { nudges: [{ copy: { en: { ...base.copy.en, title: '{{user.name}}' } } }] },
    'copy_unresolved',
    'a value or a fallback for user.name',
  ],
])('%s', (_, given, reason, nearest) => {
  const decided = run(given)
  expect(decided.reason).toBe(reason)
  expect(decided.winner === null).toBe(reason !== null)
  if (nearest !== undefined) expect(decided.receipt.candidates[0]?.nearest).toBe(nearest)
})

test('a receipt has every gate of every candidate, also behind the one that failed', () => {
  const { receipt } = run({ facts: { ...noSignal, plan: 'team' } })
  const [candidate] = receipt.candidates
  expect(candidate?.verdicts.map((one) => [one.gate, one.passed])).toEqual([
    ['live', true],
    ['placement', true],
    ['signal', false],
    ['audience', true],
    ['offer', false],
    ['wish', true],
    ['nudge_caps', true],
    ['budget', true],
    ['copy', true],
  ])
  expect(candidate?.reason).toBe('no_signal')
  expect(candidate?.nearest).toBeNull()
})

test.each<[name: string, nudges: object[], winner: string]>([
  [
    'the higher priority',
    [
      { key: 'a', priority: 1 },
      { key: 'b', priority: 2 },
    ],
    'b',
  ],
  ['then the more valuable offer', [{ key: 'a' }, { key: 'b', offer: 'business' }], 'b'],
  ['then the one that was there first', [{ key: 'b' }, { key: 'a' }], 'b'],
])('ranks by %s', (_, nudges, winner) => {
  const { receipt } = run({ nudges })
  expect(receipt.winner).toBe(winner)
  expect(receipt.candidates.find((one) => one.nudge !== winner)?.reason).toBe('outranked')
})

test.each([
  ['de-AT', 'de'],
  ['pt-PT', 'pt-BR'],
  ['fr', 'en'],
])('a reader of %s gets the copy in %s', (locale, expected) => {
  const copy = { en: base.copy.en, de: base.copy.en, 'pt-BR': base.copy.en }
  expect(run({ nudges: [{ copy }], facts: { locale } }).winner?.content.locale).toBe(expected)
})

test('prices and lengths are written as the reader writes them', () => {
  const title = '{{offer.plan}}: {{offer.price}}, {{offer.lasts}}'
  const copy = { de: { ...base.copy.en, title } }
  const decided = run({
    nudges: [{ offer: 'trial', defaultLocale: 'de', copy }],
    facts: { locale: 'de' },
  })
  expect(decided.receipt.variables).toEqual({
    'offer.plan': 'Team',
    'offer.price': '12\u00a0€',
    'offer.lasts': '14 Tage',
  })
})

test('the same facts give the same decision', () => {
  const nudges = [{ key: 'a' }, { key: 'b' }, { key: 'c', priority: 3 }]
  expect(run({ nudges })).toEqual(run({ nudges: [...nudges] }))
})
