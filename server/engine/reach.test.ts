import { expect, test } from 'vitest'
import { type Measure, trigger } from '../../shared/definition/trigger.ts'
import { dayMs } from '../../shared/value/duration.ts'
import { windowsBeyond } from './reach.ts'

const x = (days: number) => ({ event: 'x', within: `${days}d` })
const of = (measure: Measure) =>
  trigger.parse({
    key: 't',
    name: 'T',
    family: 'paywall',
    subject: 'account',
    when: { all: [{ measure, gte: 1 }] },
  })

test.each<[name: string, measureOf: (days: number) => Measure, most: number, path: string]>([
  ['a count', (days) => ({ count: x(days) }), 30, 'count.within'],
  ['a sum', (days) => ({ sum: { ...x(days), property: 'n' } }), 30, 'sum.within'],
  ['different values', (days) => ({ distinct: { ...x(days), of: 'user' } }), 30, 'distinct.within'],
  [
    'signals',
    (days) => ({ signals: { trigger: 'u', within: `${days}d`, of: 'user' } }),
    30,
    'signals.within',
  ],
  [
    'growth, which looks at two windows',
    (days) => ({ growth: { of: { count: x(days) }, minBase: 1 } }),
    15,
    'growth.of.count.within',
  ],
  [
    'new features, which wait for a baseline',
    (days) => ({ newFeatures: { baseline: '10d', within: `${days}d`, minUses: 1 } }),
    20,
    'newFeatures.within',
  ],
])('the window of %s ends where the log does', (_, measureOf, most, path) => {
  expect(windowsBeyond(of(measureOf(most)), 30 * dayMs)).toEqual([])
  const [issue, ...more] = windowsBeyond(of(measureOf(most + 1)), 30 * dayMs)
  expect(issue?.path).toBe(`when.all.0.measure.${path}`)
  expect(issue?.message).toMatch(/^Looks back 3[12] days.*but the log is kept for 30 days$/)
  expect(more).toEqual([])
})

test('what counts nothing looks back at nothing', () => {
  expect(windowsBeyond(of({ age: { of: 'account' } }), dayMs)).toEqual([])
})
