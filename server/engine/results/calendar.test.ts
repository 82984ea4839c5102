import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import { dateAt } from '../../../shared/value/zone.ts'
import { dayNumbered, firstOf, lengthOf, periodBefore, spanOf } from './calendar.ts'

const zones = [
  'UTC',
  'Europe/Vienna',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'America/Havana',
  'Pacific/Chatham',
  'Africa/Cairo',
]
const day = fc
  .integer({ min: Date.parse('2021-01-01') / dayMs, max: Date.parse('2027-12-31') / dayMs })
  .map(dayNumbered)

test('a span begins and ends with the dates that were asked for, wherever that is', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      day,
      fc.integer({ min: 1, max: 400 }),
      (zone, to, length) => {
        const from = firstOf(length, to)
        const { start, end, days } = spanOf({ from, to, zone })
        expect([dateAt(start, zone), dateAt(end - 1, zone)]).toEqual([from, to])
        expect(dateAt(start - 1, zone) < from).toBe(true)
        expect(dateAt(end, zone) > to).toBe(true)
        expect(days).toHaveLength(length)
        expect([days[0], days.at(-1)]).toEqual([from, to])
      },
    ),
    { numRuns: 300 },
  )
})

test('the offsets of a span put every moment into the day that the calendar says', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      day,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
      (zone, from, shares) => {
        const span = spanOf({ from, to: dayNumbered(Date.parse(from) / dayMs + 199), zone })
        for (const share of shares) {
          const at = Math.floor(span.start + share * (span.end - span.start - 1))
          const offset = span.offsets.findLast(({ since }) => since <= at)?.ms ?? Number.NaN
          expect(dayNumbered(Math.floor((at + offset) / dayMs))).toBe(dateAt(at, zone))
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('a day on which clocks change has another length', () => {
  const of = (from: string) => spanOf({ from, to: from, zone: 'Europe/Vienna' })
  const hours = (from: string) => (of(from).end - of(from).start) / hourMs
  expect(['2026-03-28', '2026-03-29', '2026-10-25'].map(hours)).toEqual([24, 23, 25])
})

test('the period before has as many days and ends where the other begins', () => {
  const before = periodBefore({ from: '2026-03-01', to: '2026-03-07', zone: 'UTC' })
  expect(before).toEqual({ from: '2026-02-22', to: '2026-02-28', zone: 'UTC' })
  expect(lengthOf(before)).toBe(7)
})
