import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, minuteMs } from '../../../shared/value/duration.ts'
import type { QuietHours } from '../../../shared/workspace/sales-team.ts'
import { isQuiet, nextDigest, quietUntil } from './quiet.ts'

const nights: QuietHours = { from: '18:00', to: '08:00', weekends: true }
const berlin = { timeZone: 'Europe/Berlin', quiet: nights }
const at = (iso: string) => Date.parse(iso)

test.each([
  // Thursday, winter time
  ['2026-11-26T12:00:00Z', '2026-11-26T12:00:00Z'],
  ['2026-11-26T16:59:00Z', '2026-11-26T16:59:00Z'],
  ['2026-11-26T17:00:00Z', '2026-11-27T07:00:00Z'],
  ['2026-11-26T06:59:59Z', '2026-11-26T07:00:00Z'],
  // From Friday evening until Monday morning
  ['2026-11-27T17:00:00Z', '2026-11-30T07:00:00Z'],
  ['2026-11-28T12:00:00Z', '2026-11-30T07:00:00Z'],
  // Clocks are set forward on Sunday, 29 March, and back on 25 October
  ['2026-03-27T17:00:00Z', '2026-03-30T06:00:00Z'],
  ['2026-10-23T16:00:00Z', '2026-10-26T07:00:00Z'],
])('what comes at %s may be told at %s in Berlin', (from, until) => {
  expect(new Date(quietUntil(at(from), berlin))).toEqual(new Date(until))
})

test.each([
  // Quiet until a time that is set over: from 2:00 it is 3:00 at once.
  ['Europe/Berlin', { from: '22:00', to: '02:30' }, '2026-03-29T00:30:00Z', '2026-03-29T01:00:00Z'],
  // The hour comes twice, and is quiet in part each time.
  ['Europe/Berlin', { from: '02:00', to: '02:30' }, '2026-10-25T00:10:00Z', '2026-10-25T00:30:00Z'],
  ['Europe/Berlin', { from: '02:00', to: '02:30' }, '2026-10-25T01:10:00Z', '2026-10-25T01:30:00Z'],
  // The clock is set back within quiet hours.
  [
    'America/New_York',
    { from: '18:00', to: '08:00' },
    '2026-11-01T04:00:00Z',
    '2026-11-01T13:00:00Z',
  ],
])('in %s, quiet %o, what comes at %s may be told at %s', (timeZone, hours, from, until) => {
  const quiet = { ...hours, weekends: false }
  expect(new Date(quietUntil(at(from), { timeZone, quiet }))).toEqual(new Date(until))
})

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']
const clock = fc.integer({ min: 0, max: 1439 }).map((minute) => {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
})
const hours = fc.record({
  timeZone: fc.constantFrom(...zones),
  quiet: fc.record({ from: clock, to: clock, weekends: fc.boolean() }),
})
// The weeks in which clocks are set, and others.
const moment = fc
  .tuple(
    fc.constantFrom('2026-03-27', '2026-10-23', '2026-10-30', '2026-04-03', '2026-07-01'),
    fc.integer({ min: 0, max: 5 * 1440 }),
  )
  .map(([day, minutes]) => at(`${day}T00:00:00Z`) + minutes * minuteMs)

/** By the minute, as a person with a clock would find it. */
function isQuietByClock(now: number, { timeZone, quiet }: typeof berlin): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const of = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  if (quiet.weekends && ['Sat', 'Sun'].includes(of('weekday'))) return true
  const time = `${of('hour')}:${of('minute')}`
  const { from, to } = quiet
  return from <= to ? time >= from && time < to : time >= from || time < to
}

test('is quiet when a clock on the wall says so', () => {
  fc.assert(
    fc.property(moment, hours, (now, rep) => {
      expect(isQuiet(now, rep)).toBe(isQuietByClock(now, rep))
    }),
    { numRuns: 300 },
  )
})

test('quiet hours end with the first minute that is not quiet', () => {
  fc.assert(
    fc.property(moment, hours, (now, rep) => {
      let expected = now
      while (isQuiet(expected, rep) && expected < now + 4 * dayMs) expected += minuteMs
      expect(quietUntil(now, rep)).toBe(expected)
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['2026-11-26T07:59:00Z', '2026-11-26T08:00:00Z'],
  ['2026-11-26T08:00:00Z', '2026-11-27T08:00:00Z'],
  ['2026-11-27T12:00:00Z', '2026-11-30T08:00:00Z'],
  ['2026-10-23T12:00:00Z', '2026-10-26T08:00:00Z'],
  ['2026-03-27T12:00:00Z', '2026-03-30T07:00:00Z'],
])('the digest after %s goes at %s in Berlin', (from, until) => {
  expect(new Date(nextDigest(at(from), berlin, '09:00'))).toEqual(new Date(until))
})

test('a digest whose time is quiet goes with the end of quiet hours', () => {
  expect(new Date(nextDigest(at('2026-11-26T12:00:00Z'), berlin, '06:30'))).toEqual(
    new Date('2026-11-27T07:00:00Z'),
  )
})

test('a digest comes after now, within days, and not in quiet hours', () => {
  fc.assert(
    fc.property(moment, hours, clock, (now, rep, digestAt) => {
      const next = nextDigest(now, rep, digestAt)
      expect(next).toBeGreaterThan(now)
      expect(next).toBeLessThan(now + 8 * dayMs)
      expect(isQuiet(next, rep)).toBe(false)
    }),
    { numRuns: 300 },
  )
})
