import { afterEach, expect, test, vi } from 'vitest'
import { dateAt, isZone } from './zone.ts'

afterEach(() => vi.restoreAllMocks())

test('the date is that of the place', () => {
  expect(dateAt(Date.parse('2026-03-14T20:00:00Z'), 'Asia/Kolkata')).toBe('2026-03-15')
  expect(dateAt(Date.parse('2026-03-15T03:00:00Z'), 'America/New_York')).toBe('2026-03-14')
})

test('the date is the same however a browser writes dates', () => {
  // As Safari writes what is 2026-11-23 of en-CA elsewhere.
  const dates: { format: object } = Intl.DateTimeFormat.prototype
  vi.spyOn(dates, 'format', 'get').mockReturnValue(() => '11/23/2026')
  expect(dateAt(Date.parse('2026-11-23T12:00:00Z'), 'Europe/Berlin')).toBe('2026-11-23')
})

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Middle/Earth', false],
  ['', false],
])('%j is a zone: %s', (text, is) => {
  expect(isZone(text)).toBe(is)
})
