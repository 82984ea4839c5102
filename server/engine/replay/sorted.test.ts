import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeOf, quantile } from './sorted.ts'

const sorted = fc.array(fc.integer({ min: -9, max: 9 })).map((all) => all.sort((a, b) => a - b))

test('finds the place that a look at each finds', () => {
  fc.assert(
    fc.property(sorted, fc.integer({ min: -10, max: 10 }), (numbers, least) => {
      const place = numbers.findIndex((one) => one >= least)
      expect(placeOf(numbers, least)).toBe(place < 0 ? numbers.length : place)
    }),
  )
})

test.each([
  [[], 0.5, undefined],
  [[3], 0.25, 3],
  [[1, 2, 3, 4], 0.5, 2.5],
  [[1, 2, 3, 4], 0.25, 1.75],
  [[1, 2, 3, 4, 5], 0.75, 4],
  [[1, 9], 1, 9],
])('the quantile of %j at %d is %d', (numbers, share, value) => {
  expect(quantile(numbers, share)).toBe(value)
})
