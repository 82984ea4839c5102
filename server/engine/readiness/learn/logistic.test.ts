import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceOf, fitLogistic, type LabelledRow, type Logistic } from './logistic.ts'

const row: fc.Arbitrary<LabelledRow> = fc.record({
  x: fc.tuple(
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.double({ min: -2, max: 2, noNaN: true }),
  ),
  y: fc.constantFrom(0, 1),
})

/** Another way to the same place: down the slope in small steps, until it is flat. */
function descend(rows: readonly LabelledRow[], penalty: number): Logistic {
  let [intercept, a, b] = [0, 0, 0]
  // Steps within the curvature of the loss: a quarter of the sum of squares, and the penalty.
  const curvature =
    rows.reduce((sum, { x }) => sum + 1 + (x[0] ?? 0) ** 2 + (x[1] ?? 0) ** 2, 0) / 4
  const step = 1 / (curvature + penalty)
  for (let i = 0; i < 100_000; i++) {
    let [g0, ga, gb] = [0, penalty * a, penalty * b]
    for (const { x, y } of rows) {
      const [xa = 0, xb = 0] = x
      const off = 1 / (1 + Math.exp(-(intercept + a * xa + b * xb))) - y
      g0 += off
      ga += off * xa
      gb += off * xb
    }
    intercept -= step * g0
    a -= step * ga
    b -= step * gb
    if (Math.max(Math.abs(g0), Math.abs(ga), Math.abs(gb)) < 1e-9) break
  }
  return { intercept, weights: [a, b] }
}

const hasBoth = (rows: readonly LabelledRow[]) =>
  rows.some((one) => one.y === 0) && rows.some((one) => one.y === 1)

test('finds what gradient descent finds, run until it is flat', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 8, maxLength: 30 }), (rows) => {
      fc.pre(hasBoth(rows))
      const [found, other] = [fitLogistic(rows, 1), descend(rows, 1)]
      expect(found.intercept).toBeCloseTo(other.intercept, 5)
      found.weights.forEach((one, k) => {
        expect(one).toBeCloseTo(other.weights[k] ?? Number.NaN, 5)
      })
    }),
    { numRuns: 40 },
  )
})

test('the order of the rows changes nothing but rounding', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 8, maxLength: 40 }), (rows) => {
      fc.pre(hasBoth(rows))
      const [found, turned] = [fitLogistic(rows, 1), fitLogistic(rows.toReversed(), 1)]
      expect(found.intercept).toBeCloseTo(turned.intercept, 6)
    }),
  )
})

test('classes that are apart get weights that the penalty holds back, not infinite ones', () => {
  const rows: LabelledRow[] = Array.from({ length: 40 }, (_, i) => ({
    x: [i < 20 ? -1 : 1],
    y: i < 20 ? 0 : 1,
  }))
  const found = fitLogistic(rows, 1)
  expect(found.weights[0]).toBeGreaterThan(1)
  expect(found.weights[0]).toBeLessThan(6)
  expect(chanceOf(found, [1])).toBeGreaterThan(0.9)
})

test('without anything to tell them apart it answers the rate', () => {
  const rows: LabelledRow[] = Array.from({ length: 50 }, (_, i) => ({ x: [0], y: i < 10 ? 1 : 0 }))
  const found = fitLogistic(rows, 1)
  expect(chanceOf(found, [0])).toBeCloseTo(0.2, 8)
  expect(found.weights).toEqual([0])
})
