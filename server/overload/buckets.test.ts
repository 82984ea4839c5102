import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBuckets } from './buckets.ts'

const tick = { perSecond: 10, burstS: 2 }

test('gives a burst at once, then as fast as it fills', () => {
  let now = 5_000
  const buckets = createBuckets(tick, () => now)
  for (let i = 0; i < 20; i++) expect(buckets.take('a')).toBe(0)
  expect(buckets.take('a')).toBe(100)
  expect(buckets.waitMs('b')).toBe(0)
  now += 99
  expect(buckets.take('a')).toBe(1)
  now += 1
  expect([buckets.waitMs('a'), buckets.take('a'), buckets.take('a')]).toEqual([0, 0, 100])
  now += 60_000
  for (let i = 0; i < 20; i++) expect(buckets.take('a')).toBe(0)
  expect(buckets.take('a')).toBeGreaterThan(0)
})

test.each([3, 7, 30, 999])(
  '%i a second are as many, though a second is no multiple of it',
  (perSecond) => {
    const buckets = createBuckets({ perSecond, burstS: 3 }, () => 1_795_000_000_123)
    let taken = 0
    while (buckets.take('a') === 0) taken++
    expect(taken).toBe(3 * perSecond)
  },
)

test('a rate of 0 is no limit', () => {
  const buckets = createBuckets({ perSecond: 0, burstS: 2 }, () => 0)
  for (let i = 0; i < 1000; i++) expect(buckets.take('a')).toBe(0)
})

test('one a second gives at least one, however short the burst', () => {
  const buckets = createBuckets({ perSecond: 1, burstS: 0 }, () => 0)
  expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 1000])
})

test('a clock that is set back locks nobody out for longer than a bucket takes to fill', () => {
  let now = 10_000_000
  const buckets = createBuckets(tick, () => now)
  while (buckets.take('a') === 0);
  now -= 3_600_000
  expect(buckets.take('a')).toBeLessThanOrEqual(100)
})

test('remembers who floods among any number of names that come once', () => {
  const buckets = createBuckets(tick, () => 0, 100)
  while (buckets.take('flood') === 0);
  for (let i = 0; i < 10_000; i++) {
    buckets.take(`once ${i}`)
    if (i % 20 === 0) expect(buckets.take('flood')).toBeGreaterThan(0)
  }
})

test('as a bucket that is filled drop by drop has it', () => {
  const step = fc.record({
    afterMs: fc.integer({ min: 0, max: 3_000 }),
    name: fc.constantFrom('a', 'b'),
  })
  // Rates that divide a second: the naive bucket counts in whole drops of a millisecond each.
  const rate = fc.record({
    perSecond: fc.constantFrom(1, 2, 4, 10, 100),
    burstS: fc.integer({ min: 1, max: 3 }),
  })
  fc.assert(
    fc.property(rate, fc.array(step), ({ perSecond, burstS }, steps) => {
      let now = 0
      const buckets = createBuckets({ perSecond, burstS }, () => now)
      const tokenDrops = 1000 / perSecond
      const drops = new Map<string, number>([
        ['a', burstS * 1000],
        ['b', burstS * 1000],
      ])
      for (const { afterMs, name } of steps) {
        now += afterMs
        for (const [each, held] of drops) {
          drops.set(each, Math.min(burstS * 1000, held + afterMs))
        }
        const held = drops.get(name) ?? 0
        const isThere = held >= tokenDrops
        expect(buckets.take(name)).toBe(isThere ? 0 : tokenDrops - held)
        if (isThere) drops.set(name, held - tokenDrops)
      }
    }),
  )
})
