import { expect, test } from 'vitest'
import type { Difference, ResultRow } from '../../../shared/results/results.ts'
import {
  dayInWords,
  daysInWords,
  differenceInWords,
  eachInWords,
  earnedInWords,
  intervalInWords,
  knownInWords,
  moneyInWords,
  rateInWords,
  sampleRatioInWords,
} from './results.ts'

const none = { times: 0, people: 0, accounts: 0 }
const rate = (hits: number, of: number) => ({ value: hits / of, low: 0.1, high: 0.3, hits, of })

test.each([
  ['EUR', 123_450, '€1,234.50'],
  ['JPY', 500, '¥500'],
  ['USD', -250, '-$2.50'],
])('says money in its own units: %s %i is %s', (currency, amount, words) => {
  expect(moneyInWords({ currency, amount })).toBe(words)
})

test('says days without a year, and one alone', () => {
  expect(dayInWords('2026-03-01')).toBe('Mar 1')
  expect(daysInWords('2026-03-01', '2026-03-30')).toBe('Mar 1 to Mar 30')
  expect(daysInWords('2026-03-01', '2026-03-01')).toBe('Mar 1')
})

test('gives no rate of a few', () => {
  expect([rateInWords(rate(2, 10)), intervalInWords(rate(2, 10))]).toEqual(['–', 'too few yet: 10'])
  expect([rateInWords(rate(20, 100)), intervalInWords(rate(20, 100))]).toEqual([
    '20%',
    '10% to 30%',
  ])
})

test('says what isn’t known as plainly as what is', () => {
  const row = (people: number, bought: number) =>
    ({
      shown: { times: people, people, accounts: people },
      converted: { ...none, accounts: bought },
      rates: { clicked: rate(20, people), converted: rate(bought, people) },
    }) as unknown as ResultRow
  expect(knownInWords(row(0, 0))).toEqual(['Nobody was shown anything in these days.'])
  expect(knownInWords(row(12, 0)).join(' ')).toContain('too few for a rate')
  expect(knownInWords(row(200, 0)).join(' ')).toContain('No purchase is known')
  expect(knownInWords(row(200, 8)).join(' ')).toContain('only a control tells')
})

test.each([
  [
    'better',
    0.05,
    'does better than “none”: the share of accounts that bought is 5 percentage points higher (between +3 and +7',
  ],
  [
    'worse',
    -0.05,
    'does worse than “none”: the share of accounts that bought is 5 percentage points lower (between −7 and −3',
  ],
  ['no_difference_seen', 0.01, 'No difference is seen'],
  ['too_early', 0.05, 'It takes about 900 accounts in each arm to notice 20% more.'],
] as const)('an arm that is %s', (verdict, value, words) => {
  const difference: Difference = {
    arm: 'short',
    difference: { value, low: value - 0.02, high: value + 0.02 },
    lift: { value: null, low: null, high: null },
    seen: 300,
    needed: 900,
    verdict,
  }
  const about = {
    what: 'accounts that bought',
    arm: 'short',
    baseline: 'none',
    of: 'account',
    lift: 0.2,
  } as const
  expect(differenceInWords({ difference, ...about })).toContain(words)
})

test.each([
  [{ value: 120, low: 80, high: 160 }, '€1.20 each, €0.80 to €1.60'],
  [{ value: 0, low: null, high: null }, '€0.00 each'],
  [{ value: null, low: null, high: null }, ''],
])('says what one brings: %o', (each, words) => {
  expect(eachInWords({ currency: 'EUR', each })).toBe(words)
})

test.each([
  [120, 80, 160, false, 'brings €1.20 a month more than one of “none”', 'more than chance'],
  [-120, -160, -80, true, 'brings €1.20 a month less than one of “none”', 'too early'],
  [120, -20, 260, false, '(between -€0.20 and €2.60)', 'Chance alone'],
])('says what an arm earns beside another: %i', (value, low, high, isEarly, words, caution) => {
  const earned = { arm: 'short', currency: 'EUR', difference: { value, low, high } }
  const said = earnedInWords(earned, { baseline: 'none', unit: 'account', isEarly })
  expect(said).toContain(words)
  expect(said).toContain(caution)
})

test('says nothing of what an arm earns before two have bought', () => {
  const difference = { value: 5, low: null, high: null }
  const earned = { arm: 'short', currency: 'EUR', difference }
  expect(earnedInWords(earned, { baseline: 'none', unit: 'user', isEarly: true })).toBeNull()
})

test('names the arms that have another share than they should', () => {
  const arms = [
    { key: 'short', seen: 700, expected: 600 },
    { key: 'none', seen: 500, expected: 600 },
  ]
  const of = (isOff: boolean) =>
    sampleRatioInWords({
      unit: 'account',
      sampleRatio: { kind: 'checked', p: isOff ? 1e-5 : 0.4, isOff, arms },
    } as never)
  expect(of(true)).toMatchObject({ isWarning: true })
  expect(of(true).text).toContain('“short” has 700 instead of about 600')
  expect(of(false)).toEqual({
    text: 'The arms have as many accounts as their weights say.',
    isWarning: false,
  })
})
