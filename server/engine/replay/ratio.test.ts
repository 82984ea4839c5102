import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom } from './random.ts'
import { liftOf, rateOf } from './ratio.ts'

/*
 * Three accounts with 2 of 2, 0 of 1 and 1 of 3: p = 3/6. Influences (x - p n) / 6 are 1/6, -1/12 and
 * -1/12, so the variance is 3/2 * (4 + 1 + 1) / 144 = 1/16, and the firings are worth
 * 0.25 / (1/16) = 4 draws. Wilson's interval for 2 of 4 is 0.150 to 0.850.
 */
test('a rate and its interval, as done by hand', () => {
  const rate = rateOf([
    { hits: 2, of: 2 },
    { hits: 0, of: 1 },
    { hits: 1, of: 3 },
    { hits: 0, of: 0 },
  ])
  expect(rate).toMatchObject({ value: 0.5, hits: 3, of: 6 })
  expect(rate.low).toBeCloseTo(0.15, 3)
  expect(rate.high).toBeCloseTo(0.85, 3)
})

test('of nothing, nothing is known', () => {
  const unknown = { value: null, low: null, high: null }
  expect(rateOf([])).toEqual({ ...unknown, hits: 0, of: 0 })
  expect(liftOf([{ firings: { hits: 0, of: 0 }, chance: { hits: 1, of: 2 } }])).toEqual(unknown)
  expect(liftOf([{ firings: { hits: 1, of: 1 }, chance: { hits: 0, of: 2 } }])).toEqual(unknown)
})

test('a hundred firings of one account are worth one draw', () => {
  expect(rateOf([{ hits: 100, of: 100 }])).toMatchObject(
    (({ value, low, high }) => ({ value, low, high }))(rateOf([{ hits: 1, of: 1 }])),
  )
})

const part = fc
  .tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 }))
  .map(([hits, misses]) => ({ hits, of: hits + misses }))

test('an interval holds its rate, lies within 0 and 1, and is never a point', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), (parts) => {
      const { value, low, high } = rateOf(parts)
      if (value === null || low === null || high === null) return
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
      expect(low).toBeLessThanOrEqual(value + 1e-12)
      expect(high).toBeGreaterThanOrEqual(value - 1e-12)
      expect(high).toBeGreaterThan(low)
    }),
  )
})

test('the order of accounts is no matter', () => {
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const [one, other] = [rateOf(parts), rateOf([...parts].reverse())]
      expect(one.low ?? 0).toBeCloseTo(other.low ?? 0, 9)
      expect(one.high ?? 0).toBeCloseTo(other.high ?? 0, 9)
    }),
  )
})

/** Accounts of one to eight firings that convert all or not at all. */
function drawAccounts(random: () => number, count: number, share: number) {
  return Array.from({ length: count }, () => {
    const of = 1 + Math.floor(random() * 8)
    return { hits: random() < share ? of : 0, of }
  })
}

test('95 of 100 intervals hold the truth although firings come in clusters', () => {
  const random = createRandom(7)
  const runs = 1_000
  let held = 0
  for (let i = 0; i < runs; i++) {
    const { low, high } = rateOf(drawAccounts(random, 80, 0.2))
    if (low !== null && high !== null && low <= 0.2 && high >= 0.2) held++
  }
  expect(held / runs).toBeGreaterThan(0.92)
  expect(held / runs).toBeLessThan(0.98)
})

test('95 of 100 intervals hold the lift, where an account moves precision and chance at once', () => {
  const random = createRandom(11)
  const runs = 1_000
  let held = 0
  for (let i = 0; i < runs; i++) {
    const accounts = Array.from({ length: 120 }, () => {
      const converts = random() < 0.25
      const firings = Math.floor(random() * (converts ? 6 : 3))
      return {
        firings: { hits: converts ? firings : 0, of: firings },
        chance: { hits: converts ? 1 : 0, of: 2 },
      }
    })
    // Precision is 0.25 * 2.5 / (0.25 * 2.5 + 0.75 * 1), chance 0.25 / 2.
    const truth = 0.625 / 1.375 / 0.125
    const { low, high } = liftOf(accounts)
    if (low !== null && high !== null && low <= truth && high >= truth) held++
  }
  expect(held / runs).toBeGreaterThan(0.92)
  expect(held / runs).toBeLessThan(0.98)
})
