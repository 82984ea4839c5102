import { expect, test } from 'vitest'
import { median, quantile } from './median.ts'

test.each([
  [[7], 7],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
  [[1, 1, 1, 1000], 1],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected)
})

test.each([
  [0, 10],
  [0.25, 20],
  [0.9, 46],
  [1, 50],
])('quantile %d lies where that share of the values is below', (share, expected) => {
  expect(quantile([50, 10, 40, 20, 30], share)).toBeCloseTo(expected)
})

test('leaves the values in their order', () => {
  const values = [3, 1, 2]
  median(values)
  expect(values).toEqual([3, 1, 2])
})

test('has no answer for nothing', () => {
  expect(() => median([])).toThrow('Nothing was measured')
})
