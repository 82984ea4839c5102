/** Facts of accounts and models, made up by chance: for tests. */
import fc from 'fast-check'
import type { FitRule, ReadinessModel } from '../../../shared/account/readiness.ts'
import { type Trigger, trigger } from '../../../shared/definition/trigger.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import type { AccountFacts, MeterSeen } from './facts.ts'
import { type CompiledModel, compileModel, type Published } from './model.ts'

export const now = Date.parse('2026-11-20T12:00:00Z')

const triggerOf = (key: string, weight: number, halfLife: string): Trigger =>
  trigger.parse({
    key,
    name: `The ${key}`,
    family: 'limit',
    subject: 'account',
    when: { trait: 'account.plan', eq: 'free' },
    weight,
    halfLife,
  })

export const published: Published = {
  triggers: [
    triggerOf('walls', 10, '14d'),
    triggerOf('seats', 25, '7d'),
    triggerOf('mute', 0, '30d'),
  ],
  plans: [
    { key: 'free', tier: 0 },
    { key: 'team', tier: 1 },
    { key: 'business', tier: 3 },
  ].map((one) => ({ ...one, name: one.key, prices: [], limits: {}, features: [] })),
}

export const rules: FitRule[] = [
  { when: { trait: 'account.employees', gte: 50 }, points: 5 },
  { when: { trait: 'account.industry', in: ['software', 'media'] }, points: 3 },
  { when: { trait: 'account.country', eq: 'XX' }, points: -4 },
]

export function modelOf(change: Partial<ReadinessModel> = {}): CompiledModel {
  return compileModel({ ...settingsOf().readiness, fit: rules, ...change }, published)
}

export const nobody: AccountFacts = {
  account: 'acme',
  traits: {},
  signals: [],
  use: { recent: 0, before: 0 },
  meters: [],
}

const meter = fc
  .record({
    name: fc.constantFrom('seats', 'storage', 'boards'),
    used: fc.integer({ min: 0, max: 130 }),
    limit: fc.constantFrom(null, 0, 100),
    resetsAt: fc.constantFrom(null, now - dayMs, now + 3 * dayMs),
    perDay: fc.integer({ min: -1, max: 8 }),
    days: fc.integer({ min: 0, max: 40 }),
  })
  .map(
    ({ name, used, limit, resetsAt, perDay, days }): MeterSeen => ({
      name,
      reading: { used, limit, resetsAt, at: now },
      days: Array.from({ length: days }, (_, i) => ({
        at: now - (days - 1 - i) * dayMs,
        used: Math.max(0, used - perDay * (days - 1 - i)),
      })),
    }),
  )

export const facts: fc.Arbitrary<AccountFacts> = fc.record({
  account: fc.constant('acme'),
  traits: fc.record(
    {
      mrr: fc.integer({ min: -10, max: 200_000 }),
      plan: fc.constantFrom('free', 'team', 'business', 'unheard'),
      employees: fc.integer({ min: 0, max: 100 }),
      industry: fc.constantFrom('software', 'farming'),
      country: fc.constantFrom('XX', 'DE'),
    },
    { requiredKeys: [] },
  ),
  signals: fc.array(
    fc.record({
      trigger: fc.constantFrom('walls', 'seats', 'mute', 'deleted'),
      firedAt: fc.integer({ min: now - 90 * dayMs, max: now }),
    }),
    { maxLength: 8 },
  ),
  use: fc.record({ recent: fc.nat({ max: 200 }), before: fc.nat({ max: 200 }) }),
  meters: fc.uniqueArray(meter, { selector: (one) => one.name, maxLength: 3 }),
})
