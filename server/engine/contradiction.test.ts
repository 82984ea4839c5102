import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition, Measure } from '../../shared/definition/trigger.ts'
import type { FactValue } from '../../shared/event/event.ts'
import { dayMs } from '../../shared/value/duration.ts'
import { compileCondition } from './condition.ts'
import { contradictionsIn } from './contradiction.ts'
import type { Facts } from './facts.ts'

const plan = (comparison: object) => ({ trait: 'account.plan', ...comparison }) as Condition
const of = (measure: Measure, comparison: object) => ({ measure, ...comparison }) as Condition
const count: Measure = { count: { event: 'x', within: '7d' } }
const distinct: Measure = { distinct: { event: 'x', of: 'user', within: '7d' } }
const sum: Measure = { sum: { event: 'x', property: 'n', within: '7d' } }
const growthOf = (of: typeof count | typeof sum) => ({ growth: { of, minBase: 1 } }) as Measure
const ratio: Measure = { meter: { name: 'seats', read: 'ratio' } }
const runway: Measure = { meter: { name: 'seats', read: 'runwayDays' } }
const age: Measure = { age: { of: 'account' } }
const daysLeft: Measure = { trial: { read: 'daysLeft' } }
const fresh: Measure = { newFeatures: { baseline: '7d', within: '7d', minUses: 1 } }
const signals: Measure = { signals: { trigger: 't', within: '7d', of: 'user' } }

const free = plan({ eq: 'free' })
const team = plan({ eq: 'team' })

test.each<[name: string, condition: Condition, path: string, message: RegExp]>([
  ['two values', { all: [free, team] }, 'when.all.1', /together with when\.all\.0: .*free.*team/],
  ['a value and not it', { all: [free, plan({ neq: 'free' })] }, 'when.all.1', /is not “free”/],
  ['a value and its not', { all: [free, { not: free }] }, 'when.all.1.not', /not \(account\.plan/],
  [
    'lists without overlap',
    { all: [plan({ in: ['a', 'b'] }), plan({ in: ['c'] })] },
    'when.all.1',
    /one of/,
  ],
  [
    'a list and none of it',
    { all: [plan({ in: ['a'] }), plan({ not_in: ['a', 'b'] })] },
    'when.all.1',
    /none of/,
  ],
  [
    'unknown and a value',
    { all: [plan({ exists: false }), free] },
    'when.all.1',
    /is known: false/,
  ],
  [
    'unknown and not a value',
    { all: [plan({ exists: false }), { not: free }] },
    'when.all.1.not',
    /exists|known/,
  ],
  [
    'known and unknown',
    { all: [plan({ exists: true }), plan({ exists: false })] },
    'when.all.1',
    /known/,
  ],
  [
    'a value and not known',
    { all: [free, { not: plan({ exists: true }) }] },
    'when.all.1.not',
    /known/,
  ],
  [
    'numbers apart',
    { all: [plan({ gt: 5 }), plan({ lt: 3 })] },
    'when.all.1',
    /more than 5.*less than 3/,
  ],
  ['a number and its end', { all: [plan({ gte: 5 }), plan({ lt: 5 })] }, 'when.all.1', /together/],
  [
    'a text above a number',
    { all: [plan({ eq: 'x' }), plan({ gt: 1 })] },
    'when.all.1',
    /together/,
  ],
  [
    'a text without its part',
    { all: [plan({ eq: 'xyz' }), { not: plan({ contains: 'y' }) }] },
    'when.all.1.not',
    /contains/,
  ],
  [
    'a part, and not the same',
    { all: [plan({ contains: 'y' }), { not: plan({ contains: 'y' }) }] },
    'when.all.1.not',
    /contains/,
  ],
  ['null, which is missing', plan({ eq: null }), 'when', /ask with "exists"/],
  [
    'deep inside',
    { all: [{ all: [free] }, { not: { any: [count0(), team, free] } }] },
    'when.all.1.not.any.2',
    /when\.all\.0\.all\.0/,
  ],
  [
    'any of nothing possible',
    { all: [free, { any: [team, plan({ gt: 3 })] }] },
    'when.all.1.any.0',
    /together with when\.all\.0/,
  ],
  [
    'not all of what holds',
    { all: [free, plan({ exists: true }), { not: { all: [free, plan({ exists: true })] } }] },
    'when.all.2.not.all.0',
    /together/,
  ],
  ['an any of one', { all: [{ any: [free] }, { any: [team] }] }, 'when.all.1.any.0', /together/],
  [
    'three that go two by two',
    { all: [plan({ in: ['a', 'b'] }), plan({ neq: 'a' }), plan({ neq: 'b' })] },
    'when.all.2',
    /all of when\.all\.0, when\.all\.1/,
  ],
  ['a page that is a number', { trait: 'page.path', gt: 3 }, 'when', /always a text/],
  ['a count below zero', of(count, { lt: 0 }), 'when', /whole number of 0 or more/],
  ['a count that is not at least zero', { not: of(count, { gte: 0 }) }, 'when.not', /0 or more/],
  [
    'a count between two numbers',
    { all: [of(count, { gt: 2 }), of(count, { lt: 3 })] },
    'when.all.1',
    /together/,
  ],
  ['a count that is missing', of(count, { exists: false }), 'when', /never missing/],
  ['a count that is a text', of(count, { eq: 'three' }), 'when', /whole number/],
  ['a count that contains', of(count, { contains: 1 }), 'when', /whole number/],
  ['half a person', of(distinct, { eq: 2.5 }), 'when', /whole number/],
  [
    'none of it twice',
    { all: [of(count, { gte: 3 }), of(count, { lte: 2 })] },
    'when.all.1',
    /together/,
  ],
  ['a missing sum', of(sum, { exists: false }), 'when', /never missing/],
  ['a share below zero', of(ratio, { lt: 0 }), 'when', /0 or more/],
  ['a share that is a text', of(ratio, { in: ['full', 'empty'] }), 'when', /a number/],
  ['a runway below zero', of(runway, { lte: -1 }), 'when', /0 or more/],
  ['an age below zero', of(age, { lt: 0 }), 'when', /0 or more/],
  ['half a day', of(age, { eq: 0.5 }), 'when', /whole/],
  ['a trial with no day left', of(daysLeft, { lt: 1 }), 'when', /1 or more/],
  ['fewer than no new features', of(fresh, { lt: 0 }), 'when', /0 or more/],
  ['signals below zero', of(signals, { eq: -1 }), 'when', /0 or more/],
  ['shrinking by more than all', of(growthOf(count), { lt: -100 }), 'when', /-100 or more/],
])('refuses %s', (_, condition, path, message) => {
  expect(contradictionsIn(condition, 'when')).toContainEqual({
    path,
    message: expect.stringMatching(message),
  })
})

function count0() {
  return of(count, { eq: 0 })
}

test.each<[name: string, condition: Condition]>([
  ['one value', free],
  ['a value of one and another of another', { all: [free, { trait: 'user.plan', eq: 'team' }] }],
  ['a range', { all: [plan({ gte: 5 }), plan({ lte: 5 })] }],
  ['a number between two close ones', { all: [plan({ gt: 1 }), plan({ lt: 1 + 2 ** -51 })] }],
  ['lists with overlap', { all: [plan({ in: ['a', 'b'] }), plan({ in: ['b'] })] }],
  ['unknown and not known', { all: [plan({ exists: false }), { not: plan({ exists: true }) }] }],
  ['not more than, of a text', { all: [free, { not: plan({ gt: 5 }) }] }],
  [
    'a list that contains a part, but not a part of it',
    { all: [plan({ contains: 'ab' }), { not: plan({ contains: 'b' }) }] },
  ],
  [
    'two parts that overlap',
    {
      all: [
        plan({ contains: 'ab' }),
        plan({ contains: 'bc' }),
        { not: plan({ contains: 'abbc' }) },
      ],
    },
  ],
  ['any with one way left', { all: [free, { any: [team, of(count, { gt: 1 })] }] }],
  [
    'different windows',
    { all: [of(count, { gt: 5 }), of({ count: { event: 'x', within: '1d' } }, { lt: 3 })] },
  ],
  ['a count of none', of(count, { lte: 0 })],
  ['a count of a whole number', { all: [of(count, { gt: 2 }), of(count, { lt: 4 })] }],
  ['a sum below zero', of(sum, { lt: 0 })],
  ['a sum that shrinks by more than all', of(growthOf(sum), { lt: -100 })],
  ['a missing meter', of(ratio, { exists: false })],
  ['an overfull meter', of(ratio, { gt: 1.5 })],
])('takes %s', (_, condition) => {
  expect(contradictionsIn(condition, 'when')).toEqual([])
})

const scalars = [0, 1, 2, 1.5, 'a', 'ab', '', true, null]
const operand = fc.constantFrom(...scalars)
const number = fc.constantFrom(-1, 0, 0.5, 1, 1.5, 2)
const comparison = fc.oneof(
  fc.tuple(fc.constantFrom('eq', 'neq', 'contains'), operand),
  fc.tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte'), number),
  fc.tuple(fc.constantFrom('in', 'not_in'), fc.array(operand, { minLength: 1, maxLength: 3 })),
  fc.tuple(fc.constant('exists'), fc.boolean()),
)
const leafOf = (facts: readonly object[]) =>
  fc
    .tuple(fc.constantFrom(...facts), comparison)
    .map(([fact, [operator, value]]) => ({ ...fact, [operator]: value }) as Condition)
const treeOf = (leaf: fc.Arbitrary<Condition>) =>
  fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('node').map((not) => ({ not })),
    ),
  })).node

const subsets = scalars.reduce<FactValue[][]>(
  (all, one) => all.flatMap((some) => [some, [...some, one]]),
  [[]],
) as Exclude<FactValue, unknown[]>[][]
/** Everything that the comparisons above can tell apart, and more. */
const traitValues: (FactValue | undefined)[] = [
  ...[undefined, true, false, -2, -1, -0.5, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3, 100],
  ...['b', 'c', 'a0'],
  ...subsets.map((some) => some.map(String).join('|')),
  ...subsets,
]
const counts = [0, 1, 2, 3]
const ratios = [undefined, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3]

function factsOf(trait: FactValue | undefined, counted: number, used: number | undefined): Facts {
  return {
    now: 10 * dayMs,
    counted: () => counted,
    leavesAt: () => undefined,
    newFeatures: () => 0,
    meter: () => (used === undefined ? undefined : { used, limit: 1, resetsAt: null, at: 0 }),
    meterDays: () => [],
    trials: () => [],
    firstSeenAt: () => 0,
    trait: () => trait,
    visit: () => undefined,
  }
}

const traitsAlone = traitValues.map((trait) => factsOf(trait, 0, undefined))
const countsAlone = counts.map((counted) => factsOf(undefined, counted, undefined))
const ratiosAlone = ratios.map((used) => factsOf(undefined, 0, used))

function canBeTrue(condition: Condition, world: readonly Facts[]): boolean {
  const { test } = compileCondition(condition, 'account', 'when')
  return world.some((facts) => test(facts) === true)
}

test('never refuses what some facts make true', () => {
  const tree = treeOf(leafOf([{ trait: 'account.plan' }, { measure: count }, { measure: ratio }]))
  const world = traitValues.flatMap((trait) =>
    counts.flatMap((counted) => ratios.map((used) => factsOf(trait, counted, used))),
  )
  let refused = 0
  fc.assert(
    fc.property(tree, (condition) => {
      if (contradictionsIn(condition, 'when').length === 0) return
      refused++
      expect(canBeTrue(condition, world)).toBe(false)
    }),
    { numRuns: 1_000 },
  )
  expect(refused).toBeGreaterThan(50)
})

test.each([
  ['a trait', { trait: 'account.plan' }, traitsAlone],
  ['a count', { measure: count }, countsAlone],
  ['a meter', { measure: ratio }, ratiosAlone],
])('takes no leaves about %s together that nothing makes true', (_, fact, world) => {
  const leaves = fc.array(
    fc.oneof(
      leafOf([fact]),
      leafOf([fact]).map((not) => ({ not })),
    ),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(leaves, (all) => {
      const isRefused = contradictionsIn({ all }, 'when').length > 0
      expect(isRefused).toBe(!canBeTrue({ all }, world))
    }),
    { numRuns: 2_000 },
  )
})
