import { expect, test } from 'vitest'
import type { Condition } from '../../shared/definition/trigger.ts'
import type { FactValue } from '../../shared/event/event.ts'
import { dayMs } from '../../shared/value/duration.ts'
import { compileCondition, evidenceOf } from './condition.ts'
import type { Facts } from './facts.ts'
import type { Trial } from './trial.ts'

const now = Date.parse('2026-03-04T12:00:00Z')

type Known = {
  before?: number
  ageDays?: number
  newFeatures?: number
  days?: number[]
  resetsInDays?: number
  counted?: number
  traits?: Record<string, FactValue>
  ratio?: number
  trials?: Trial[]
}

function facts(known: Known): Facts {
  const { counted = 0, before = 0, traits = {}, ratio, ageDays, newFeatures = 0 } = known
  const { days = [], resetsInDays, trials = [] } = known
  const resetsAt = resetsInDays === undefined ? null : now + resetsInDays * dayMs
  return {
    now,
    counted: (_, window) => (window.back === 0 ? counted : before),
    leavesAt: () => undefined,
    newFeatures: (_, __, { since, baselineMs, uses }) =>
      since + baselineMs < now && uses <= 2 ? newFeatures : 0,
    meterDays: () => days.map((used, i) => ({ used, at: now - (days.length - 1 - i) * dayMs })),
    trials: () => trials,
    firstSeenAt: () => (ageDays === undefined ? undefined : now - ageDays * dayMs),
    meter: () =>
      ratio === undefined ? undefined : { used: ratio * 100, limit: 100, resetsAt, at: now },
    trait: (of, name) => traits[`${of}.${name}`],
    visit: () => undefined,
  }
}

const hits = { measure: { count: { event: 'paywall_hit', within: '7d' } }, gte: 3 } as const
const admin = { trait: 'user.role', eq: 'admin' } as const
const full = { measure: { meter: { name: 'seats', read: 'ratio' } }, gte: 0.8 } as const

const grown = (percent: number): Condition => ({
  measure: { growth: { of: { count: { event: 'x', within: '7d' } }, minBase: 10 } },
  gte: percent,
})
const signals: Condition = {
  measure: { signals: { trigger: 't', within: '7d', of: 'user' } },
  gte: 2,
}
const newOnes: Condition = {
  measure: { newFeatures: { baseline: '30d', within: '14d', minUses: 2 } },
  gte: 2,
}
test('an estimate comes with the interval that it lies in', () => {
  const days = [50, 60, 71, 79, 90]
  const [leaf] = evidenceOf(
    compileCondition(runway, 'account', 'when'),
    facts({ ratio: 0.9, days }),
  )
  const [low, high] = leaf?.interval ?? []
  expect(leaf).toMatchObject({ value: 1, verdict: 'true' })
  expect(low).toBeLessThan(1)
  expect(high).toBeGreaterThan(1)
  const [exact] = evidenceOf(compileCondition(hits, 'account', 'when'), facts({ counted: 3 }))
  expect(exact).not.toHaveProperty('interval')
})

const runway: Condition = { measure: { meter: { name: 'seats', read: 'runwayDays' } }, lte: 14 }

test.each<[name: string, condition: Condition, known: Known, truth: boolean | undefined]>([
  ['a count at its threshold', hits, { counted: 3 }, true],
  ['a count below it', hits, { counted: 2 }, false],
  ['a count of nothing is zero, not missing', { ...hits, gte: 0 }, {}, true],
  ['a trait that is equal', admin, { traits: { 'user.role': 'admin' } }, true],
  ['a trait that is not', admin, { traits: { 'user.role': 'member' } }, false],
  ['a trait that is missing', admin, {}, undefined],
  ['a trait that is null is missing', admin, { traits: { 'user.role': null } }, undefined],
  ['not of a missing trait is unknown', { not: admin }, {}, undefined],
  ['not of a false one', { not: admin }, { traits: { 'user.role': 'member' } }, true],
  ['neq of a missing trait is unknown', { trait: 'user.role', neq: 'x' }, {}, undefined],
  ['not_in of a missing trait is unknown', { trait: 'user.role', not_in: ['x'] }, {}, undefined],
  ['exists of a missing trait', { trait: 'user.role', exists: true }, {}, false],
  ['exists: false of a missing trait', { trait: 'user.role', exists: false }, {}, true],
  ['all of true and unknown', { all: [hits, admin] }, { counted: 3 }, undefined],
  ['all of false and unknown', { all: [hits, admin] }, { counted: 1 }, false],
  ['any of true and unknown', { any: [hits, admin] }, { counted: 3 }, true],
  ['any of false and unknown', { any: [hits, admin] }, { counted: 1 }, undefined],
  ['not of any with an unknown never fires', { not: { any: [hits, admin] } }, {}, undefined],
  ['a meter without a reading', full, {}, undefined],
  ['growth over the window before', grown(50), { counted: 15, before: 10 }, true],
  ['growth from too little', grown(50), { counted: 15, before: 9 }, undefined],
  [
    'an age that is reached',
    { measure: { age: { of: 'account' } }, gte: 30 },
    { ageDays: 30 },
    true,
  ],
  [
    'an age that is not',
    { measure: { age: { of: 'account' } }, gte: 30 },
    { ageDays: 29.9 },
    false,
  ],
  ['an age nobody knows', { measure: { age: { of: 'user' } }, gte: 30 }, {}, undefined],
  ['signals of another trigger', signals, { counted: 2 }, true],
  ['new features', newOnes, { ageDays: 40, newFeatures: 2 }, true],
  ['new features within the baseline', newOnes, { ageDays: 10, newFeatures: 2 }, false],
  ['a runway that is short', runway, { ratio: 0.9, days: [50, 60, 70, 80, 90] }, true],
  ['a runway that is long', runway, { ratio: 0.5, days: [46, 47, 48, 49, 50] }, false],
  ['a runway of flat usage', runway, { ratio: 0.9, days: [90, 90, 90, 90, 90] }, undefined],
  ['a runway with four readings', runway, { ratio: 0.9, days: [60, 70, 80, 90] }, undefined],
  [
    'a runway when the period resets first',
    runway,
    { ratio: 0.9, days: [50, 60, 70, 80, 90], resetsInDays: 0.5 },
    undefined,
  ],
  ['a runway at the limit', runway, { ratio: 1 }, true],
  ['a meter over its threshold', full, { ratio: 0.9 }, true],
  [
    'contains in a list',
    { trait: 'account.tags', contains: 'b' },
    { traits: { 'account.tags': ['a', 'b'] } },
    true,
  ],
  [
    'contains in a text',
    { trait: 'account.tags', contains: 'b' },
    { traits: { 'account.tags': 'abc' } },
    true,
  ],
  [
    'a number compared with a text',
    { trait: 'account.mrr', gte: 5 },
    { traits: { 'account.mrr': '9' } },
    false,
  ],
  [
    'in',
    { trait: 'account.plan', in: ['free', 'pro'] },
    { traits: { 'account.plan': 'pro' } },
    true,
  ],
])('%s', (_, condition, known, truth) => {
  const compiled = compileCondition(condition, 'account', 'when')
  expect(compiled.test(facts(known))).toBe(truth)
})

test('a leaf that is taken as true shows what would flip it', () => {
  const compiled = compileCondition({ all: [hits, admin] }, 'account', 'when')
  const known = facts({ counted: 3 })
  expect([0, 1].map((place) => compiled.wouldHold(known, place))).toEqual([false, true])
})

test('evidence says of each leaf where it stands, what was seen and what was asked for', () => {
  const compiled = compileCondition({ all: [hits, { any: [admin] }] }, 'account', 'when')
  expect(evidenceOf(compiled, facts({ counted: 2 }))).toEqual([
    {
      path: 'when.all.0',
      what: 'paywall hits in 7 days',
      operator: 'gte',
      threshold: 3,
      value: 2,
      verdict: 'false',
    },
    {
      path: 'when.all.1.any.0',
      what: 'user.role',
      operator: 'eq',
      threshold: 'admin',
      value: null,
      verdict: 'missing',
    },
  ])
})
