import { expect, test } from 'vitest'
import { instantOf, offsetInWords, wallTimeOf } from './zone.ts'

test.each([
  ['2026-11-26T09:00', 'Europe/Berlin', '2026-11-26T08:00:00.000Z', 'usual'],
  ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z', 'usual'],
  ['2026-07-01T09:00', 'Asia/Kathmandu', '2026-07-01T03:15:00.000Z', 'usual'],
  ['2026-01-01T00:30', 'Pacific/Kiritimati', '2025-12-31T10:30:00.000Z', 'usual'],
  ['2026-06-01T12:00', 'UTC', '2026-06-01T12:00:00.000Z', 'usual'],
  // Clocks go from 2 to 3.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z', 'skipped'],
  ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z', 'skipped'],
  // Clocks go from 3 back to 2.
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', 'twice'],
  // By half an hour.
  ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', 'twice'],
])('%s in %s is %s (%s)', (time, zone, at, clock) => {
  expect(instantOf(time, zone)).toEqual({ at, clock })
  if (clock !== 'skipped') expect(wallTimeOf(at, zone)).toBe(time)
})

test('a time that was skipped is shown as what it was taken for', () => {
  const taken = instantOf('2026-03-29T02:30', 'Europe/Berlin')
  expect(wallTimeOf(taken?.at ?? '', 'Europe/Berlin')).toBe('2026-03-29T03:30')
})

test('the same instant reads differently elsewhere', () => {
  expect(wallTimeOf('2026-11-26T08:00:00.000Z', 'America/Los_Angeles')).toBe('2026-11-26T00:00')
  expect(wallTimeOf('2026-11-26T23:30:00.000Z', 'Asia/Tokyo')).toBe('2026-11-27T08:30')
})

test('what is no time is none', () => {
  expect(instantOf('', 'UTC')).toBeUndefined()
})

test.each([
  ['2026-07-01T00:00:00Z', 'Europe/Berlin', 'UTC+02:00, summer time'],
  ['2026-12-01T00:00:00Z', 'Europe/Berlin', 'UTC+01:00'],
  ['2026-12-01T00:00:00Z', 'America/St_Johns', 'UTC−03:30'],
  ['2026-12-01T00:00:00Z', 'Australia/Sydney', 'UTC+11:00, summer time'],
  ['2026-12-01T00:00:00Z', 'UTC', 'UTC+00:00'],
])('%s in %s is told by its offset', (at, zone, words) => {
  expect(offsetInWords(at, zone)).toBe(words)
})
