import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Plan } from '../../../shared/definition/plan.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { entitlementsOf } from './entitlements.ts'

const plan = (key: string, limits: Plan['limits'], features: string[]): Plan => ({
  key,
  name: key,
  tier: 0,
  prices: [],
  limits,
  features,
})
const plans = [
  plan('free', { seats: 3, boards: 10 }, ['boards']),
  plan('team', { seats: 50, boards: null }, ['boards', 'export']),
]
const trial = (active: boolean) => ({
  offer: 'team-trial',
  plan: 'team',
  startedAt: 0,
  endsAt: 14 * dayMs,
  active,
})

test.each([
  ['the plan alone', 'free', [], ['boards'], { seats: 3, boards: 10 }],
  [
    'a running trial on top',
    'free',
    [trial(true)],
    ['boards', 'export'],
    { seats: 50, boards: null },
  ],
  ['a trial that is over', 'free', [trial(false)], ['boards'], { seats: 3, boards: 10 }],
  [
    'a trial of less',
    'team',
    [{ ...trial(true), plan: 'free' }],
    ['boards', 'export'],
    { seats: 50, boards: null },
  ],
  ['a plan that is not published', 'gold', [], [], {}],
  ['no plan', undefined, [trial(true)], ['boards', 'export'], { seats: 50, boards: null }],
  ['a plan that is no text', 7, [], [], {}],
  [
    'a trial of a plan that is gone',
    'free',
    [{ ...trial(true), plan: 'gone' }],
    ['boards'],
    { seats: 3, boards: 10 },
  ],
])('%s', (_, own, trials, features, limits) => {
  expect(entitlementsOf({ account: 'acme', plan: own, plans, trials })).toEqual({
    account: 'acme',
    plan: own === 'free' || own === 'team' ? own : null,
    features,
    limits,
    trials,
  })
})

const limits = fc.dictionary(
  fc.constantFrom('seats', 'boards', 'storage'),
  fc.option(fc.constantFrom(0, 1, 5, 2.5)),
)
const anyPlans = fc
  .array(limits, { minLength: 1, maxLength: 4 })
  .map((all) => all.map((one, i) => plan(`p${i}`, one, [])))

test('a limit is there where any grant has one, and is the most generous of them', () => {
  fc.assert(
    fc.property(anyPlans, fc.array(fc.boolean(), { maxLength: 4 }), (all, actives) => {
      const trials = actives.map((active, i) => ({ ...trial(active), plan: `p${i + 1}` }))
      const entitled = entitlementsOf({ account: 'acme', plan: 'p0', plans: all, trials })
      const granting = all.filter((_, i) => i === 0 || actives[i - 1])
      for (const name of ['seats', 'boards', 'storage']) {
        const granted = granting.flatMap((one) =>
          Object.hasOwn(one.limits, name) ? [one.limits[name] ?? Number.POSITIVE_INFINITY] : [],
        )
        const most = Math.max(...granted)
        expect(Object.hasOwn(entitled.limits, name)).toBe(granted.length > 0)
        if (granted.length === 0) continue
        expect(entitled.limits[name]).toBe(most === Number.POSITIVE_INFINITY ? null : most)
      }
    }),
  )
})
