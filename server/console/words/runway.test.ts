import { expect, test } from 'vitest'
import { dayMs } from '../../../shared/value/duration.ts'
import { runwayInWords } from './runway.ts'

const now = Date.parse('2026-11-23T10:00:00Z')
const meter = { used: 4, limit: 10, resetsAt: null }

test.each([
  [{ ...meter, limit: null }, undefined, 'It has no limit'],
  [{ ...meter, used: 10 }, { days: 0, low: 0, high: 0 }, 'At the limit'],
  [{ ...meter, used: 12, resetsAt: now + 3 * dayMs }, undefined, 'At the limit, resets in 3 days'],
  [meter, undefined, 'No growth that stands out yet'],
  [
    meter,
    { days: 9.6, low: 7.2, high: 14.4 },
    'Full in about 10 days, as it grows now (between 7 and 14 days)',
  ],
  [
    meter,
    { days: 0.3, low: 0.2, high: 1 },
    'Full in about 1 day, as it grows now (between 0 and 1 day)',
  ],
  [
    meter,
    { days: 20, low: 11, high: null },
    'Full in about 20 days, as it grows now (11 days at the soonest)',
  ],
  [meter, { days: 900, low: 500, high: 2_000 }, 'Full in more than a year, as it grows now'],
])('%j with %j', (of, runway, words) => {
  expect(runwayInWords(of, runway, now)).toBe(words)
})
