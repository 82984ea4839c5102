import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom, poissonOfOne } from './random.ts'
import { recommend } from './recommend.ts'
import { scoreOf } from './score.ts'

const account = (eligible: number, ...cells: [judged: number, hits: number, caught: number][]) => ({
  eligible,
  verdicts: cells.map(([judged, hits, caught], at) => ({ at, judged, hits, caught })),
})

test.each([
  // P = 1/2, R = 1/2: any F of two equals is that number.
  [1, 2, 1, 2, 0.5],
  // P = 1, R = 1/4: 1.25 * 0.25 / (0.25 + 0.25).
  [1, 1, 1, 4, 0.625],
  // P = 1/4, R = 1: 1.25 * 0.25 / (0.0625 + 1). Precise beats complete.
  [1, 4, 1, 1, 0.3125 / 1.0625],
  [0, 3, 0, 2, 0],
])('scores %d of %d hit and %d of %d caught', (hits, judged, caught, eligible, score) => {
  expect(scoreOf(hits, judged, caught, eligible)).toBeCloseTo(score, 12)
})

test('has no score where nothing can be judged', () => {
  expect(scoreOf(0, 0, 0, 5)).toBeUndefined()
  expect(scoreOf(1, 1, 0, 0)).toBeUndefined()
})

test('of equals recommends the strictest', () => {
  const same = Array.from({ length: 9 }, () => account(1, [1, 1, 1], [1, 1, 1]))
  expect(recommend([5, 3], same)).toEqual({ value: 5, score: 1, low: 5, high: 5, share: 1 })
})

test('recommends nothing where no value ever hits', () => {
  expect(recommend([5, 3], [account(1, [1, 0, 0], [2, 0, 0])])).toBeNull()
  expect(recommend([], [])).toBeNull()
})

test('is sure where one value is far better, and says so where two are close', () => {
  const far = Array.from({ length: 60 }, () => account(1, [1, 1, 1], [4, 1, 1]))
  expect(recommend([9, 1], far)).toMatchObject({ value: 9, low: 9, high: 9, share: 1 })
  const close = Array.from({ length: 20 }, (_, i) =>
    i % 2 ? account(1, [1, 1, 1], [1, 0, 0]) : account(1, [1, 0, 0], [1, 1, 1]),
  )
  const unsure = recommend([9, 1], close)
  expect(unsure).toMatchObject({ low: 1, high: 9 })
  expect(unsure?.share).toBeGreaterThan(0.3)
  expect(unsure?.share).toBeLessThan(0.8)
})

const cell = fc
  .tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 2 }))
  .map(([hits, misses, caught]): [number, number, number] => [hits + misses, hits, caught])
const accounts = fc.array(
  fc.tuple(fc.integer({ min: 2, max: 4 }), fc.array(cell, { minLength: 3, maxLength: 3 })),
  { maxLength: 12 },
)

test('is the best by adding up, gives the same each time, and its range is of values tried', () => {
  fc.assert(
    fc.property(accounts, (drawn) => {
      const all = drawn.map(([eligible, cells]) => account(eligible, ...cells))
      const values = [30, 20, 10]
      const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
      const scores = values.map((_, at) => {
        const column = (i: 0 | 1 | 2) => sum(drawn.map(([, cells]) => cells[at]?.[i] ?? 0))
        return scoreOf(column(1), column(0), column(2), sum(drawn.map(([e]) => e))) ?? 0
      })
      const best = Math.max(0, ...scores)
      const found = recommend(values, all)
      if (best === 0) {
        expect(found).toBeNull()
        return
      }
      expect(found).toMatchObject({ value: values[scores.indexOf(best)], score: best })
      expect(values).toContain(found?.low)
      expect(values).toContain(found?.high)
      expect(found?.low).toBeLessThanOrEqual(found?.high ?? 0)
      expect(recommend(values, all)).toEqual(found)
    }),
    { numRuns: 300 },
  )
})

test('weights are Poisson with mean and variance one', () => {
  const random = createRandom(3)
  const drawn = Array.from({ length: 50_000 }, () => poissonOfOne(random))
  const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length
  const variance = drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length
  expect(mean).toBeCloseTo(1, 1)
  expect(variance).toBeCloseTo(1, 1)
})
