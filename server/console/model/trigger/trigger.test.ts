import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Comparison,
  type Condition,
  condition,
  type Measure,
  type Trigger,
  trigger,
} from '../../../../shared/definition/trigger.ts'
import { triggerInWords, whenInWords } from '../../words/trigger.ts'
import { leavesIn } from './leaves.ts'
import {
  asKind,
  compared,
  isLeaf,
  kindOf,
  measureKinds,
  newLeaf,
  ofEvents,
  thresholdOf,
} from './measure.ts'
import { freeKey, templates, triggerFrom } from './templates.ts'
import { addTo, changeAt, negated, nodeAt, numberOf, rooted } from './tree.ts'
import { readTrigger } from './trigger-editor.ts'
import { whereOf, whereRows } from './where.ts'

const name = fc.constantFrom('plan', 'seats', 'export', 'a b', 'property')
const key = fc.constantFrom('one', 'two-2', 'a_b')
const within = fc.constantFrom('5m', '24h', '7d', '90d')
const number = fc.integer({ min: -5, max: 1_000 })
const scalar = fc.oneof(fc.constantFrom('free', 'x, y', 'yes', '7', ''), number, fc.boolean())
const anyComparison: fc.Arbitrary<Comparison> = fc.oneof(
  ...(['gt', 'gte', 'lt', 'lte'] as const).map((one) => number.map((n) => ({ [one]: n }) as never)),
  ...(['eq', 'neq', 'contains'] as const).map((one) => scalar.map((n) => ({ [one]: n }) as never)),
  ...(['in', 'not_in'] as const).map((one) =>
    fc.array(scalar, { minLength: 1, maxLength: 3 }).map((all) => ({ [one]: all }) as never),
  ),
  fc.boolean().map((exists) => ({ exists })),
)
const spec = fc
  .record({
    event: fc.constantFrom('paywall_hit', 'feature_used', 'order placed'),
    within,
    where: fc.option(fc.dictionary(name, anyComparison, { minKeys: 1, maxKeys: 2 }), {
      nil: undefined,
    }),
  })
  .map(({ where, ...rest }) => ({ ...rest, ...(where && { where }) }))
const counted = fc.oneof(
  spec.map((count) => ({ count })),
  fc.tuple(spec, name).map(([one, property]) => ({ sum: { ...one, property } })),
  fc
    .tuple(spec, fc.constantFrom('user', 'department', 'feature', 'property.size'))
    .map(([one, of]) => ({ distinct: { ...one, of } })),
)
const anyMeasure: fc.Arbitrary<Measure> = fc.oneof(
  counted,
  counted.map((of) => ({ growth: { of, minBase: 4 } })),
  fc
    .tuple(name, fc.constantFrom('used', 'limit', 'remaining', 'ratio', 'runwayDays'))
    .map(([of, read]) => ({ meter: { name: of, read } }) as Measure),
  fc.tuple(within, within).map(([baseline, w]) => ({
    newFeatures: { baseline, within: w, minUses: 2 },
  })),
  fc
    .tuple(key, within, fc.constantFrom('user' as const, 'account' as const))
    .map(([one, w, of]) => ({ signals: { trigger: one, within: w, of } })),
  fc.constantFrom('account' as const, 'user' as const).map((of) => ({ age: { of } })),
  fc.constantFrom<Measure>(
    { trial: { read: 'daysLeft' } },
    { trial: { read: 'daysSinceStart', offer: 'pro' } },
  ),
)
const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition; leaf: Condition }>(
  (tie) => ({
    leaf: fc.oneof(
      fc.tuple(anyMeasure, anyComparison).map(([measure, c]) => ({ measure, ...c })),
      fc
        .tuple(fc.constantFrom('account.plan', 'user.role'), anyComparison)
        .map(([trait, c]) => ({ trait, ...c })),
    ),
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      tie('leaf'),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('node').map((not) => ({ not })),
    ),
  }),
).node

const whole = (when: Condition): Trigger => ({
  ...triggerFrom(templates[0] as (typeof templates)[0], new Set()),
  when,
})

test('every trigger has a sentence, in which nothing is left unsaid', () => {
  fc.assert(
    fc.property(anyCondition, (when) => {
      for (const words of [triggerInWords(whole(when)), whenInWords(whole(when))]) {
        expect(words).not.toMatch(/undefined|null|\[object|NaN/)
      }
    }),
  )
})

test('a trigger is the same after it was written as JSON and read', () => {
  fc.assert(
    fc.property(anyCondition, (when) => {
      fc.pre(condition.safeParse(when).success)
      const read = readTrigger(JSON.stringify(whole(when)))
      // What is too large is refused as a whole, and names why.
      if ('issues' in read) expect(read.issues[0]?.path).toMatch(/^when/)
      else expect(read.trigger).toEqual(whole(when))
    }),
  )
})

test('a leaf is found by its path, and a change there leaves all others as they are', () => {
  fc.assert(
    fc.property(anyCondition, fc.nat(), (tree, n) => {
      const leaves = leavesIn(tree)
      for (const { path, leaf } of leaves) expect(nodeAt(tree, path)).toBe(leaf)
      const { path, leaf } = leaves[n % leaves.length] as (typeof leaves)[0]
      const other = newLeaf('age')
      const changed = changeAt(tree, path, () => other) as Condition
      expect(leavesIn(changed)).toEqual(
        leaves.map((one) => (one.leaf === leaf && one.path === path ? { path, leaf: other } : one)),
      )
      const without = changeAt(tree, path, () => null)
      expect(without ? leavesIn(without).map((one) => one.leaf) : []).toEqual(
        leaves.filter((one) => one.path !== path).map((one) => one.leaf),
      )
      if (without) expect(JSON.stringify(without)).not.toContain('[]')
    }),
  )
})

test('what was asked of properties is the same after it stood in rows', () => {
  fc.assert(
    fc.property(fc.dictionary(name, anyComparison), (where) => {
      expect(whereOf(whereRows(where))).toEqual(where)
    }),
  )
})

test('a leaf has one comparison, whatever it had before', () => {
  fc.assert(
    fc.property(anyCondition, anyComparison, (tree, comparison) => {
      for (const { leaf } of leavesIn(tree)) {
        const next = compared(leaf, comparison)
        expect(isLeaf(next)).toBe(true)
        expect(Object.keys(next)).toHaveLength(2)
        expect(next).toMatchObject(comparison)
      }
    }),
  )
})

test.each(measureKinds)('a measure becomes one of kind %s, with the events that it had', (kind) => {
  const from: Measure = {
    count: { event: 'exported', where: { size: { gt: 3 } }, within: '30d' },
  }
  const next = asKind(from, kind)
  expect(kindOf(next)).toBe(kind)
  if (['sum', 'distinct', 'growth'].includes(kind)) {
    expect(JSON.stringify(next)).toContain('"event":"exported","where":{"size":{"gt":3}}')
  }
  expect(kindOf(asKind(next, kind))).toBe(kind)
})

test('without conditions on properties nothing stands of them', () => {
  const measure: Measure = {
    growth: { of: { count: { event: 'a', where: { b: { eq: 1 } }, within: '7d' } }, minBase: 1 },
  }
  expect(ofEvents(measure, { where: {} })).toEqual({
    growth: { of: { count: { event: 'a', within: '7d' } }, minBase: 1 },
  })
})

test('every template is a trigger as it stands, but for the name of its meter', () => {
  for (const template of templates) {
    const read = trigger.safeParse(triggerFrom(template, new Set()))
    const paths = read.success ? [] : read.error.issues.map((issue) => issue.path.join('.'))
    if (template.id !== 'limit') expect(paths, template.id).toEqual([])
    else expect(read.success).toBe(false)
  }
})

test.each([
  ['Keeps hitting a paywall', [], 'keeps-hitting-a-paywall'],
  ['Keeps hitting a paywall', ['keeps-hitting-a-paywall'], 'keeps-hitting-a-paywall-2'],
  ['Ärger & Öl!', [], 'arger-ol'],
  ['数', [], 'trigger'],
])('the key of %j beside %j is %s', (of, taken, wanted) => {
  expect(freeKey(of, new Set(taken))).toBe(wanted)
})

test('a group grows, and what is none becomes one', () => {
  const leaf = newLeaf()
  expect(addTo({ any: [leaf] }, 'when', leaf)).toEqual({ any: [leaf, leaf] })
  expect(addTo({ all: [{ not: leaf }] }, 'when.all.0.not', leaf)).toEqual({
    all: [{ not: { all: [leaf, leaf] } }],
  })
  expect(rooted(leaf)).toEqual({ all: [leaf] })
  expect(negated(negated(leaf))).toBe(leaf)
  expect(thresholdOf(leaf)).toEqual({ operator: 'gte', value: 3 })
})

test.each([
  ['{', ''],
  ['[]', ''],
  ['{"key":"a"}', 'name'],
])('%s is refused at %j', (text, path) => {
  const read = readTrigger(text)
  expect('issues' in read && read.issues[0]?.path).toBe(path)
})

test.each([
  ['when', ''],
  ['when.all.0', '1'],
  ['when.any.1.not.all.2', '2.3'],
])('a condition at %s is told as number “%s”', (path, number) => {
  expect(numberOf(path)).toBe(number)
})
