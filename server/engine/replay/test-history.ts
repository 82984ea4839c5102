/** Random triggers and random histories, for the properties that hold engine and pipeline to an oracle. */
import fc from 'fast-check'
import { meter } from '../../../shared/definition/meter.ts'
import { offer, plan } from '../../../shared/definition/plan.ts'
import {
  type Condition,
  type Measure,
  type Trigger,
  trigger,
  type Where,
} from '../../../shared/definition/trigger.ts'
import type { Properties, Traits } from '../../../shared/event/event.ts'
import { minuteMs } from '../../../shared/value/duration.ts'
import { issuesOfTrigger } from '../trigger.ts'

const within = fc.constantFrom('10m', '2h', '24h', '3d', '7d')
const where = fc.constantFrom<(Where | undefined)[]>(
  undefined,
  { feature: { eq: 'x' } },
  { size: { gte: 3 } },
)
const spec = fc
  .record({ event: fc.constantFrom('feature_used', 'ping'), where, within })
  .map(({ where: filter, ...rest }) => (filter ? { ...rest, where: filter } : rest))

export type Counted = Extract<
  Measure,
  { count: unknown } | { sum: unknown } | { distinct: unknown }
>
const counted: fc.Arbitrary<Counted> = fc.oneof(
  spec.map((count) => ({ count })),
  spec.map((one) => ({ sum: { ...one, property: 'size' } })),
  fc
    .tuple(spec, fc.constantFrom('user', 'department', 'feature', 'property.size'))
    .map(([one, of]) => ({ distinct: { ...one, of } })),
)

const comparison = fc
  .tuple(fc.constantFrom('gte', 'gt', 'lt', 'lte', 'eq', 'neq'), fc.integer({ min: 0, max: 6 }))
  .map(([operator, n]) => ({ [operator]: n }) as { gte: number })
const leafOf = (measure: fc.Arbitrary<Measure>): fc.Arbitrary<Condition> =>
  fc.tuple(measure, comparison).map(([one, compared]) => ({ measure: one, ...compared }))

const reads = fc.constantFrom('used', 'remaining', 'ratio', 'limit', 'runwayDays')

/** `others`: triggers whose signals may be counted. */
const leaf = (others: readonly string[]): fc.Arbitrary<Condition> =>
  fc.oneof(
    { weight: 4, arbitrary: leafOf(counted) },
    leafOf(counted.map((of) => ({ growth: { of, minBase: 1 } }))),
    leafOf(
      fc
        .tuple(fc.constantFrom('seats', 'calls'), reads)
        .map(([name, read]) => ({ meter: { name, read } as never })),
    ),
    leafOf(
      fc
        .record({
          baseline: fc.constantFrom('12h', '2d'),
          within,
          minUses: fc.integer({ min: 1, max: 3 }),
        })
        .map((newFeatures) => ({ newFeatures })),
    ),
    leafOf(fc.constantFrom('account', 'user').map((of) => ({ age: { of } as never }))),
    leafOf(
      fc.constantFrom('daysLeft', 'daysSinceStart').map((read) => ({ trial: { read } as never })),
    ),
    ...(others.length === 0
      ? []
      : [
          leafOf(
            fc
              .record({
                trigger: fc.constantFrom(...others),
                within,
                of: fc.constantFrom('user', 'account'),
              })
              .map((signals) => ({ signals: signals as never })),
          ),
        ]),
    fc.constantFrom('free', 'team').map((eq): Condition => ({ trait: 'account.plan', eq })),
    fc.constant<Condition>({ trait: 'user.role', in: ['admin'] }),
    fc.boolean().map((exists): Condition => ({ trait: 'user.role', exists })),
  )

const tree = (others: readonly string[]) =>
  fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      leaf(others),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('node').map((not) => ({ not })),
    ),
  })).node

const triggerUnder = (place: number): fc.Arbitrary<Trigger> =>
  fc
    .record({
      when: tree(Array.from({ length: place }, (_, i) => `t${i}`)),
      subject: fc.constantFrom('account', 'user'),
      cooldown: fc.constantFrom('5m', '6h', '2d'),
      rearm: fc.constantFrom('after_cooldown', 'after_cooldown', 'after_false'),
      family: fc.constantFrom('paywall', 'limit'),
    })
    .map((one) => trigger.parse({ key: `t${place}`, name: 'T', ...one }))
    // What can never be true is not published.
    .filter((one) => issuesOfTrigger(one).length === 0)

/** Each may count the signals of those before it. */
export const triggers = (least: number, most: number): fc.Arbitrary<Trigger[]> =>
  fc
    .integer({ min: least, max: most })
    .chain((n) => fc.tuple(...Array.from({ length: n }, (_, place) => triggerUnder(place))))

/** The offer of which accounts have a trial. */
export const trialOffer = offer.parse({
  key: 'try-team',
  name: 'Try Team',
  kind: 'trial',
  plan: 'team',
  lasts: '14d',
})

/** What Brim meters: pings in a week, against the plan's limit. */
export const calls = meter.parse({
  key: 'calls',
  name: 'Calls',
  used: { count: { event: 'ping' } },
  period: 'week',
})
export const plans = [
  plan.parse({ key: 'free', name: 'Free', tier: 0, limits: { calls: 3, seats: 5 } }),
  plan.parse({ key: 'team', name: 'Team', tier: 1, limits: { calls: null } }),
]

/** What happens in a step. */
export type What =
  | { kind: 'event'; name: string; properties: Properties }
  | { kind: 'meter'; used: number; resetsAt: number | null }
  | { kind: 'plan'; plan: string }
  | { kind: 'user'; traits: Traits }
  /** So many days from now it ends; null: now. */
  | { kind: 'trial'; days: number | null }

const something = fc
  .tuple(
    fc.constantFrom('feature_used', 'ping'),
    fc.constantFrom('x', 'y', 'z'),
    fc.integer({ min: 0, max: 6 }),
  )
  .map(([name, feature, size]): What => ({ kind: 'event', name, properties: { feature, size } }))
const aReading = fc
  .record({
    used: fc.integer({ min: 0, max: 6 }),
    resetsAt: fc.constantFrom(null, null, Date.parse('2026-03-20T00:00:00Z')),
  })
  .map((one): What => ({ kind: 'meter', ...one }))
const aPlan = fc.constantFrom('free', 'team').map((one): What => ({ kind: 'plan', plan: one }))
const aTrait = fc
  .constantFrom<Traits[]>(
    { role: 'admin' },
    { role: 'member' },
    { department: 'sales' },
    { role: null },
  )
  .map((traits): What => ({ kind: 'user', traits }))

const aTrial = fc.constantFrom(0.5, 2, 5, null).map((days): What => ({ kind: 'trial', days }))

const what = fc.oneof(
  { weight: 6, arbitrary: something },
  { weight: 2, arbitrary: aReading },
  { weight: 1, arbitrary: aPlan },
  { weight: 1, arbitrary: aTrait },
  { weight: 1, arbitrary: aTrial },
)

export const step = fc.record({
  /** Minutes since the step before. */
  gap: fc.oneof(
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 60, max: 3 * 24 * 60 }),
    fc.constant(0.25),
  ),
  /** How many minutes before its arrival it happened. */
  late: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 2000 })),
  account: fc.constantFrom('a1', 'a2'),
  user: fc.constantFrom('u1', 'u2', 'u3'),
  what,
})
export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** When each step arrives. */
export function arrivals(steps: readonly Step[], from: number): number[] {
  let at = from
  return steps.map((one) => {
    at += one.gap * minuteMs
    return at
  })
}
