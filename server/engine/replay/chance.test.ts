import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'

test('measures the union of the intervals before conversions, as done by hand', () => {
  // From 20 to 90 are 70 moments; before 30 come 20 to 29 (first seen at 20), before 33 and 38 come
  // 23 to 37 (8 more: 30 to 37), before 95 come 85 to 89 (what is later has no whole horizon).
  const span = { from: 0, to: 100, horizonMs: 10 }
  expect(chanceOf(span, 20, [5, 30, 33, 38, 95])).toEqual({ hits: 2.3, of: 7 })
})

test('agrees with asking each moment', () => {
  const cases = fc.record({
    from: fc.integer({ min: 0, max: 40 }),
    to: fc.integer({ min: 0, max: 80 }),
    horizonMs: fc.integer({ min: 1, max: 30 }),
    firstSeenAt: fc.integer({ min: 0, max: 80 }),
    conversions: fc
      .array(fc.integer({ min: 0, max: 79 }), { maxLength: 8 })
      .map((all) => all.sort((a, b) => a - b)),
  })
  fc.assert(
    fc.property(cases, ({ firstSeenAt, conversions, ...span }) => {
      let [hits, of] = [0, 0]
      for (let t = Math.max(span.from, firstSeenAt); t < span.to - span.horizonMs; t++) {
        of++
        // A moment stands for the time up to the next one.
        if (conversions.some((c) => t < c && c - t <= span.horizonMs)) hits++
      }
      const chance = chanceOf(span, firstSeenAt, conversions)
      expect(chance.hits).toBeCloseTo(hits / span.horizonMs, 9)
      expect(chance.of).toBeCloseTo(of / span.horizonMs, 9)
    }),
    { numRuns: 3_000 },
  )
})
