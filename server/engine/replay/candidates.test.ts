import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCandidates } from './candidates.ts'

function chosen(values: readonly number[], own: number) {
  const candidates = createCandidates()
  for (const one of values) candidates.see(one)
  return candidates.chosen(own)
}

test('tries every value that was read, and the author’s own', () => {
  expect(chosen([3, 1, 3, 2], 7)).toEqual([1, 2, 3, 7])
  expect(chosen([], 7)).toEqual([7])
})

test('of many, forty that were read at equal shares, the least and the greatest among them', () => {
  const values = Array.from({ length: 100_000 }, (_, i) => (i * 7_919) % 100_000)
  const tried = chosen(values, 50_000.5)
  expect(tried).toHaveLength(40)
  expect(tried[0]).toBeLessThan(100)
  expect(tried.at(-1)).toBeGreaterThan(99_900)
  const gaps = tried.slice(1).map((one, i) => one - (tried[i] ?? 0))
  expect(Math.max(...gaps)).toBeLessThan(2_800)
})

test('never more than forty, rising, different, and all of them read but the author’s own', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 300 }), (values) => {
      const tried = chosen(values, -1)
      expect(tried.length).toBeLessThanOrEqual(40)
      expect(tried).toEqual([...new Set(tried)].sort((a, b) => a - b))
      expect(tried.filter((one) => one !== -1 && !values.includes(one))).toEqual([])
    }),
  )
})
