import { expect, test } from 'vitest'
import { timeLeft } from './time-left.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

test.each([
  [2 * day + 5 * hour + 59 * minute, 'en', '2 days 5 hr'],
  [day, 'en', '1 day'],
  [day - 1, 'en', '23 hr 59 min'],
  [5 * hour + 7 * minute + 30 * second, 'en', '5 hr 7 min'],
  [hour + 1, 'en', '1 hr'],
  [hour, 'en', '60:00'],
  [59 * minute + 3 * second, 'en', '59:03'],
  [62 * second + 1, 'en', '1:03'],
  [1, 'en', '0:01'],
  [0, 'en', '0:00'],
  [-5, 'en', '0:00'],
  [2 * day + 5 * hour, 'de', '2 Tg. 5 Std.'],
  [9 * minute + 5 * second, 'ar-EG', '٩:٠٥'],
])('%i ms in %s read "%s"', (leftMs, locale, words) => {
  expect(timeLeft(leftMs, locale)).toBe(words)
})
