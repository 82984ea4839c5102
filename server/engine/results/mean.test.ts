import { expect, test } from 'vitest'
import { zOf } from '../../../shared/results/normal.ts'
import { createRandom } from '../replay/random.ts'
import { meanDifferenceOf, meanOf, momentsOf } from './mean.ts'

const z = zOf(0.95)

// By hand: of 0, 0, 10, 20, 30 the mean is 12, the variance 170, the standard error sqrt(34).
test('a mean and its interval, as done by hand', () => {
  const { value, low, high } = meanOf(momentsOf(5, [10, 20, 30]), z)
  expect(value).toBe(12)
  expect(low).toBeCloseTo(12 - 1.96 * Math.sqrt(34), 3)
  expect(high).toBeCloseTo(12 + 1.96 * Math.sqrt(34), 3)
})

// Against 0, 0, 0, 4, 8: mean 2.4, variance 12.8, so that the squared errors are 34 and 2.56.
test('a difference of means and its interval, as done by hand', () => {
  const { value, low, high } = meanDifferenceOf(momentsOf(5, [10, 20, 30]), momentsOf(5, [4, 8]), z)
  expect(value).toBeCloseTo(9.6, 10)
  expect(low).toBeCloseTo(9.6 - 1.96 * Math.sqrt(36.56), 3)
  expect(high).toBeCloseTo(9.6 + 1.96 * Math.sqrt(36.56), 3)
})

test.each([
  ['nobody', 0, [], null],
  ['nobody who bought', 50, [], 0],
  ['one who bought', 50, [100], 2],
])('of %s there is no interval', (_, n, amounts, value) => {
  expect(meanOf(momentsOf(n, amounts), z)).toEqual({ value, low: null, high: null })
})

test('nineteen of twenty intervals hold the truth although few bring any money', () => {
  const random = createRandom(5)
  const runs = 1_000
  let held = 0
  for (let i = 0; i < runs; i++) {
    const amounts = Array.from({ length: 600 }, () =>
      random() < 0.1 ? 1000 * Math.ceil(8 * random()) : 0,
    )
    const { low, high } = meanOf(momentsOf(600, amounts), z)
    // A tenth of accounts, with 1 to 8 thousand each.
    if (low !== null && high !== null && low <= 450 && high >= 450) held++
  }
  expect(held / runs).toBeGreaterThan(0.92)
  expect(held / runs).toBeLessThan(0.97)
})
