import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge } from './judge.ts'

/*
 * A horizon of 10 in a history from 0 to 100, by hand.
 * Firings at 5 (converts at 12: hit), 12 (the conversion of that moment is not after it: no hit),
 * 60 (nothing until 71: no hit), 61 (71 is just within: hit), 90 (its horizon ends with history: too
 * early to judge, converts at 95) and 97 (too early to judge).
 * Conversions at 8 (less than a horizon of history before it), 12 (5 precedes it by 7), 71 (61 by
 * 10), 95 (90 by 5) and 30 (nothing in 20 to 29).
 */
test('judges firings and conversions as done by hand', () => {
  const span = { from: 0, to: 100, horizonMs: 10 }
  expect(judge(span, [5, 12, 60, 61, 90, 97], [8, 12, 30, 71, 95])).toEqual({
    judged: 4,
    hits: 2,
    censored: 2,
    convertedSoFar: 1,
    eligible: 4,
    caught: 3,
    leadsMs: [7, 10, 5],
  })
})

const moments = fc
  .array(fc.integer({ min: -20, max: 59 }), { maxLength: 12 })
  .map((all) => all.sort((a, b) => a - b))
const span = fc.record({
  from: fc.integer({ min: 0, max: 30 }),
  to: fc.integer({ min: 31, max: 60 }),
  horizonMs: fc.integer({ min: 1, max: 25 }),
})

test('agrees with the definitions, tried for every pair', () => {
  fc.assert(
    fc.property(span, moments, moments, (span, allFirings, allConversions) => {
      const { from, to, horizonMs } = span
      const firings = allFirings.filter((at) => at >= from && at < to)
      const conversions = allConversions.filter((at) => at < to)
      const isPreceded = (c: number, f: number) => f < c && c - f <= horizonMs
      const judged = firings.filter((f) => f + horizonMs < to)
      const hit = (f: number) => conversions.some((c) => isPreceded(c, f))
      const eligible = conversions.filter((c) => c - horizonMs >= from)
      const leads = eligible.flatMap((c) => {
        const before = firings.filter((f) => isPreceded(c, f))
        return before.length > 0 ? [c - Math.min(...before)] : []
      })
      const censored = firings.filter((f) => f + horizonMs >= to)
      expect(judge(span, firings, conversions)).toEqual({
        judged: judged.length,
        hits: judged.filter(hit).length,
        censored: censored.length,
        convertedSoFar: censored.filter(hit).length,
        eligible: eligible.length,
        caught: leads.length,
        leadsMs: leads,
      })
    }),
    { numRuns: 3_000 },
  )
})
