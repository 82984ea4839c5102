import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs } from '../../shared/value/duration.ts'
import { nextTry } from './next-try.ts'

/** When all of them are made, each failing at once. */
function triesOf(expiresAt: number): number[] {
  const all = [0]
  for (;;) {
    const next = nextTry({ attempts: all.length, at: all.at(-1) ?? 0, expiresAt })
    if (next === null) return all
    all.push(next)
  }
}

test('a link for an hour is mailed a few times within it, one for a month eight times within a day', () => {
  expect(triesOf(hourMs).map((one) => one / 60_000)).toEqual([0, 0.5, 2.5, 7.5, 22.5])
  const month = triesOf(30 * dayMs)
  expect(month).toHaveLength(8)
  expect(month.at(-1)).toBeLessThan(dayMs)
})

test('tries end, come later and later, and never after the link is over', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 * dayMs }), (expiresAt) => {
      const all = triesOf(expiresAt)
      expect(all.length).toBeLessThanOrEqual(8)
      expect(all.every((one) => one < expiresAt)).toBe(true)
      const gaps = all.slice(1).map((one, i) => one - (all[i] ?? 0))
      expect(gaps).toEqual(gaps.toSorted((a, b) => a - b))
    }),
  )
})
