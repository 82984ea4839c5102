import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plan } from '../../../shared/definition/plan.ts'
import type { Properties } from '../../../shared/event/event.ts'
import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import { compileConversion, mergeConversions } from './conversion.ts'

const plans = new Map(
  ['free', 'team', 'business'].map((key, tier) => [key, plan.parse({ key, name: key, tier })]),
)
const entry = (name: string, properties: Properties = {}) => ({ name, properties })

test.each<[name: string, properties: Properties, isOne: boolean]>([
  ['conversion', {}, true],
  ['conversion', { mrrDelta: 0 }, true],
  ['conversion', { mrrDelta: -1200 }, false],
  ['nudge_converted', {}, true],
  ['nudge_clicked', {}, false],
  ['plan_changed', { from: 'free', to: 'team' }, true],
  ['plan_changed', { from: 'team', to: 'free' }, false],
  ['plan_changed', { from: 'team', to: 'team' }, false],
  ['plan_changed', { from: null, to: 'team' }, false],
  ['plan_changed', { from: 'free', to: 'unheard-of' }, false],
  ['plan_changed', { from: 'free', to: 7 }, false],
])('left to itself takes %s %j for a conversion: %s', (name, properties, isOne) => {
  const { names, test } = compileConversion(undefined, plans)
  expect(test(entry(name, properties))).toBe(isOne)
  if (isOne) expect(names).toContain(name)
})

test('goes by the author’s word alone where there is one', () => {
  const { names, test } = compileConversion(
    { event: 'paid', where: { amount: { gte: 100 } } },
    plans,
  )
  expect(names).toEqual(['paid'])
  expect(test(entry('paid', { amount: 100 }))).toBe(true)
  expect(test(entry('paid', { amount: 99 }))).toBe(false)
  expect(test(entry('conversion', { amount: 100 }))).toBe(false)
})

test('what comes within a day of a conversion is the same one', () => {
  const hours = [0, 1, 23, 24, 47.9, 100].map((hour) => hour * hourMs)
  expect(mergeConversions([...hours].reverse())).toEqual([0, 24, 100].map((hour) => hour * hourMs))
})

test('merged conversions are a day apart, and none is further than a day after one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 * dayMs })), (moments) => {
      const merged = mergeConversions(moments)
      expect(merged.every((at, i) => i === 0 || at - (merged[i - 1] ?? 0) >= dayMs)).toBe(true)
      for (const at of moments) {
        expect(merged.some((one) => at >= one && at - one < dayMs)).toBe(true)
      }
    }),
  )
})
