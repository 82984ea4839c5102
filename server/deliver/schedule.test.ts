import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../shared/value/duration.ts'
import { nextAttempt } from './schedule.ts'

const now = Date.parse('2026-03-04T12:00:00Z')

test('ten attempts in 75 hours and a half, then no more', () => {
  let at = now
  for (let attempts = 1; attempts < 10; attempts++) at = nextAttempt(attempts, at, undefined) ?? 0
  expect(at - now).toBe(75 * hourMs + 35 * minuteMs + 5_000)
  expect(nextAttempt(10, at, undefined)).toBeNull()
  expect(nextAttempt(10, at, '60')).toBeNull()
})

test.each([
  ['seconds', '120', 2 * minuteMs],
  ['a date', 'Wed, 04 Mar 2026 12:10:00 GMT', 10 * minuteMs],
  ['less than the schedule', '1', 5_000],
  ['a date that is past', 'Wed, 04 Mar 2026 11:00:00 GMT', 5_000],
  ['a year', String(365 * 86_400), dayMs],
  ['nonsense', 'soon', 5_000],
])('Retry-After of %s is obeyed within reason', (_, retryAfter, waitMs) => {
  expect(nextAttempt(1, now, retryAfter)).toBe(now + waitMs)
})
