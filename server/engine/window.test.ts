import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../shared/value/duration.ts'
import { firstBucket, windowOf } from './window.ts'

test.each([
  ['30m', minuteMs, 30],
  ['24h', minuteMs, 1440],
  ['1d', minuteMs, 1440],
  ['25h', hourMs, 25],
  ['7d', hourMs, 168],
  ['60d', hourMs, 1440],
  ['61d', dayMs, 61],
  ['400d', dayMs, 400],
])('%s is whole buckets of %d ms, %d of them', (within, unitMs, buckets) => {
  expect(windowOf(within)).toEqual({ unitMs, buckets, back: 0 })
})

test('seven days are the current hour and the 167 before it', () => {
  const now = Date.parse('2026-03-08T12:59:59.999Z')
  const oldest = firstBucket(windowOf('7d'), now) * hourMs
  expect(new Date(oldest).toISOString()).toBe('2026-03-01T13:00:00.000Z')
})
