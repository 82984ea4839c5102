import { expect, test } from 'vitest'
import { type Condition, type Trigger, trigger } from '../../../shared/definition/trigger.ts'
import { sweptLeaf, withThreshold } from './sweep.ts'

const hits = (operator: object): Condition =>
  ({ measure: { count: { event: 'hit', within: '7d' } }, ...operator }) as Condition
const draft = (when: Condition): Trigger =>
  trigger.parse({ key: 't', name: 'T', family: 'paywall', subject: 'account', when })
const deep = draft({
  all: [
    hits({ gte: 3 }),
    { any: [{ trait: 'account.seats', lt: 9 }, { not: hits({ gt: 5 }) }] },
    { trait: 'account.plan', eq: 'free' },
  ],
})

test.each([
  ['when.all.0', 'gte', 3, true],
  ['when.all.1.any.0', 'lt', 9, false],
  ['when.all.1.any.1.not', 'gt', 5, false],
])('finds the leaf at %s and knows which way is stricter', (path, operator, threshold, higher) => {
  expect(sweptLeaf(deep, path)).toEqual({ path, operator, threshold, isHigherStricter: higher })
})

test.each([
  ['when.all.9', 'There is no leaf at "when.all.9"'],
  ['when.all', 'There is no leaf at "when.all"'],
  ['__proto__', 'There is no leaf at "__proto__"'],
  [
    'when.all.2',
    'The leaf at "when.all.2" has no number to turn: it takes one of gt, gte, lt, lte',
  ],
])('says of %s what is wrong with it', (path, message) => {
  expect(sweptLeaf(deep, path)).toEqual({ path: 'sweep.path', message })
})

test('turns that leaf and no other, and leaves the draft as it is', () => {
  const before = structuredClone(deep)
  for (const path of ['when.all.0', 'when.all.1.any.0', 'when.all.1.any.1.not']) {
    const leaf = sweptLeaf(deep, path)
    if ('message' in leaf) throw new Error(leaf.message)
    const turned = withThreshold(deep, leaf, 42)
    expect(sweptLeaf(turned, path)).toMatchObject({ threshold: 42 })
    expect(withThreshold(turned, leaf, leaf.threshold)).toEqual(before)
  }
  expect(deep).toEqual(before)
})

test('a condition that is one leaf is turned too', () => {
  const one = draft(hits({ gte: 3 }))
  const leaf = sweptLeaf(one, 'when')
  if ('message' in leaf) throw new Error(leaf.message)
  expect(withThreshold(one, leaf, 4).when).toEqual(hits({ gte: 4 }))
})
