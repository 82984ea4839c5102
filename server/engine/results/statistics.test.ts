// Against values that are printed elsewhere: formulas are easily almost right.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neededUnits } from '../../../shared/results/needed.ts'
import { normalCdf, normalQuantile, zOf } from '../../../shared/results/normal.ts'
import { chiSquareTail } from './chi-square.ts'
import { differenceOf, liftOf } from './difference.ts'
import { drawsOf, type Sums, shareOf, singles } from './share.ts'
import { wilson } from './wilson.ts'

const z = zOf(0.95)

test.each([
  [0, 0.5],
  [1, 0.8413447],
  [1.959964, 0.975],
  [-2.575829, 0.005],
  [3.290527, 0.9995],
])('the normal distribution has %f below it in %f of all cases', (at, p) => {
  expect(normalCdf(at)).toBeCloseTo(p, 6)
  expect(normalQuantile(p)).toBeCloseTo(at, 4)
})

test('two comparisons at once ask for wider intervals', () => {
  expect(zOf(0.95, 2)).toBeCloseTo(2.2414, 3)
})

// R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('Wilson’s interval of %i of %i', (hits, of, low, high) => {
  const ends = wilson(hits / of, of, z)
  expect(ends.low).toBeCloseTo(low, 4)
  expect(ends.high).toBeCloseTo(high, 4)
})

// The same, 873-890, table II, method 10.
test.each([
  [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.6, 0.1705, 0.809],
  [10, 10, 0, 10, 1, 0.6075, 1],
])('the difference of %i of %i and %i of %i', (a, m, b, n, value, low, high) => {
  const found = differenceOf(singles(a, m), singles(b, n), z)
  expect(found.value).toBeCloseTo(value, 10)
  expect(found.low).toBeCloseTo(low, 4)
  expect(found.high).toBeCloseTo(high, 4)
})

// The Physicians' Health Study, as in A. Agresti, "Categorical Data Analysis": 0.55, from 0.43 to 0.70.
test('a ratio of shares', () => {
  const found = liftOf(singles(104, 11_037), singles(189, 11_034), z)
  expect(found.value).toBeCloseTo(0.5501 - 1, 3)
  expect(found.low).toBeCloseTo(0.4337 - 1, 3)
  expect(found.high).toBeCloseTo(0.6978 - 1, 3)
})

test('says nothing of a ratio without a hit on one side', () => {
  const unknown = { value: null, low: null, high: null }
  expect(liftOf(singles(0, 10), singles(3, 10), z)).toEqual(unknown)
  expect(liftOf(singles(3, 10), singles(0, 10), z)).toEqual(unknown)
  expect(differenceOf(singles(0, 0), singles(1, 10), z)).toEqual(unknown)
})

// Tables of the chi-square distribution.
test.each([
  [3.841459, 1, 0.05],
  [5.991465, 2, 0.05],
  [7.814728, 3, 0.05],
  [10.827566, 1, 0.001],
  [16.266236, 3, 0.001],
  [0.101531, 1, 0.75],
  [2.16735, 7, 0.95],
])('a chi-square of %f with %i degrees of freedom', (x, degrees, p) => {
  expect(chiSquareTail(x, degrees)).toBeCloseTo(p, 6)
})

// The same formula stands behind R's power.prop.test, whose manual has the first row: 76.7.
test.each([
  [0.5, 0.5, 0.9, 77],
  [0.5, 0.5, 0.8, 58],
  [0.02, 0.1, 0.8, 80_682],
  [0.02, 0.5, 0.8, 3826],
  [0.05, 0.2, 0.8, 8158],
  [0.1, 0.2, 0.8, 3841],
  [0.2, 0.2, 0.8, 1683],
  [0.1, 1, 0.8, 199],
])('of %f, to find a lift of %f with a power of %f takes %i each', (p, lift, power, units) => {
  expect(neededUnits(p, z, lift, power)).toBe(units)
})

test('where nothing tells, how many it takes is not known', () => {
  expect(neededUnits(0, z)).toBeNull()
  expect(neededUnits(0.9, z)).toBeNull()
})

/** Sums over clusters, in the plainest way. */
const sumsOf = (clusters: readonly { n: number; y: number }[]): Sums => {
  const sum = (of: (one: { n: number; y: number }) => number) =>
    clusters.reduce((total, one) => total + of(one), 0)
  return {
    clusters: clusters.length,
    n: sum((one) => one.n),
    y: sum((one) => one.y),
    nn: sum((one) => one.n ** 2),
    yy: sum((one) => one.y ** 2),
    ny: sum((one) => one.n * one.y),
  }
}

const cluster = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([n, share]) => ({ n, y: Math.round(n * share) }))

test('clusters never tell more than their members would one by one', () => {
  fc.assert(
    fc.property(fc.array(cluster, { minLength: 1, maxLength: 40 }), (clusters) => {
      const sums = sumsOf(clusters)
      const { value, low, high } = shareOf(sums, z)
      expect(drawsOf(sums)).toBeLessThanOrEqual(sums.n + 1e-9)
      expect(low).toBeLessThanOrEqual(value as number)
      expect(high).toBeGreaterThanOrEqual(value as number)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
    }),
  )
})

test('members that all do the same count as one draw less than there are clusters', () => {
  const clusters = [...Array(30).keys()].map((i) => ({ n: 7, y: i % 3 === 0 ? 7 : 0 }))
  expect(drawsOf(sumsOf(clusters))).toBeCloseTo(29, 6)
  expect(shareOf(sumsOf(clusters), z)).toMatchObject({ hits: 70, of: 210 })
})

test('of one thing a cluster it is the plain interval', () => {
  const clusters = [...Array(40).keys()].map((i) => ({ n: 1, y: i < 9 ? 1 : 0 }))
  expect(shareOf(sumsOf(clusters), z)).toEqual(shareOf(singles(9, 40), z))
})
