import { expect, test } from 'vitest'
import { dayMs } from '../../../shared/duration.ts'
import type { Plan } from '../../../shared/plan.ts'
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
