import { expect, test } from 'vitest'
import { hourMs } from '../../../shared/value/duration.ts'
import { perAccount, perDay } from './spread.ts'

const at = (text: string) => Date.parse(`${text}:00Z`)
const span = { from: at('2026-03-01T18:00'), to: at('2026-03-04T06:00'), horizonMs: hourMs }

test('lists every day, and each account once a day', () => {
  const firings = new Map([
    ['a', [at('2026-03-01T23:59'), at('2026-03-02T00:00'), at('2026-03-02T12:00')]],
    ['b', [at('2026-03-02T12:00'), at('2026-03-04T05:59')]],
  ])
  expect(perDay(span, firings)).toEqual([
    { date: '2026-03-01', firings: 1, accounts: 1 },
    { date: '2026-03-02', firings: 3, accounts: 2 },
    { date: '2026-03-03', firings: 0, accounts: 0 },
    { date: '2026-03-04', firings: 1, accounts: 1 },
  ])
})

test('a history of nothing has no days', () => {
  expect(perDay({ ...span, from: span.to }, new Map())).toEqual([])
})

test('counts accounts by their firings, ten and more together', () => {
  const of = (count: number) => Array.from({ length: count }, (_, i) => i)
  const { histogram, ...rest } = perAccount(
    new Map([
      ['a', of(1)],
      ['b', of(1)],
      ['c', of(4)],
      ['d', of(12)],
    ]),
  )
  expect(rest).toEqual({ accounts: 4, max: 12, median: 2.5 })
  expect(histogram.filter((bar) => bar.accounts > 0)).toEqual([
    { firings: 1, accounts: 2 },
    { firings: 4, accounts: 1 },
    { firings: 10, accounts: 1 },
  ])
})
