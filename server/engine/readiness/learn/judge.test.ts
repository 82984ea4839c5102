import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areaUnder, calibrationOf, type Foretold, quartersOf } from './judge.ts'

const foretold: fc.Arbitrary<Foretold> = fc.record({
  value: fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
  y: fc.constantFrom(0, 1),
})
const rows = fc.array(foretold, { minLength: 1, maxLength: 120 })

/** By its meaning: every pair of one that converted with one that did not. */
function pairs(all: readonly Foretold[]): number | null {
  const [yes, no] = [all.filter((one) => one.y === 1), all.filter((one) => one.y === 0)]
  if (yes.length === 0 || no.length === 0) return null
  let won = 0
  for (const a of yes) {
    for (const b of no) won += a.value > b.value ? 1 : a.value === b.value ? 0.5 : 0
  }
  return won / (yes.length * no.length)
}

test('the area under the curve is the share of pairs in the right order', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const [found, expected] = [areaUnder(all), pairs(all)]
      if (found === null || expected === null) expect(found).toBe(expected)
      else expect(found).toBeCloseTo(expected, 10)
    }),
  )
})

test('quarters have all accounts and all conversions, whatever the order they come in', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const quarters = quartersOf(all)
      const total = (of: (one: (typeof quarters)[number]) => number) =>
        quarters.reduce((sum, one) => sum + of(one), 0)
      expect(total((one) => one.accounts)).toBe(all.length)
      expect(total((one) => one.conversions)).toBeCloseTo(
        all.reduce<number>((sum, one) => sum + one.y, 0),
        9,
      )
      quartersOf(all.toReversed()).forEach((other, i) => {
        expect(other.conversions).toBeCloseTo(quarters[i]?.conversions ?? Number.NaN, 9)
      })
    }),
  )
})

test('a perfect order has all conversions in its first quarter, at four times the rate', () => {
  const all = Array.from({ length: 80 }, (_, i): Foretold => ({ value: i, y: i >= 60 ? 1 : 0 }))
  expect(quartersOf(all).map(({ grade, rate, lift }) => [grade, rate, lift])).toEqual([
    ['A', 1, 4],
    ['B', 0, 0],
    ['C', 0, 0],
    ['D', 0, 0],
  ])
})

test('calibration has ten bins at most, each of forty rows at least, in rising order', () => {
  const all = Array.from(
    { length: 500 },
    (_, i): Foretold => ({ value: i / 500, y: i % 5 ? 0 : 1 }),
  )
  const bins = calibrationOf(all)
  expect(bins).toHaveLength(10)
  expect(bins.every((one) => one.accounts === 50 && one.low < 0.2 && one.high > 0.2)).toBe(true)
  expect(bins.map((one) => one.foretold)).toEqual(
    bins.map((one) => one.foretold).toSorted((a, b) => a - b),
  )
  expect(calibrationOf(all.slice(0, 85))).toHaveLength(2)
  expect(calibrationOf(all.slice(0, 3))).toHaveLength(1)
})
