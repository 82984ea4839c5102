import fc from 'fast-check'
import { expect, test } from 'vitest'
import { majorText, minorOf, moneyInWords, priceInWords } from './money.ts'

test.each([
  ['19', 'EUR', 1900],
  ['19.9', 'EUR', 1990],
  ['19,90', 'EUR', 1990],
  ['0.29', 'USD', 29],
  ['500', 'JPY', 500],
  ['1.234', 'BHD', 1234],
  ['500.5', 'JPY', null],
  ['1.999', 'EUR', null],
  ['-3', 'EUR', null],
  ['1e3', 'EUR', null],
  ['', 'EUR', null],
  ['99999999999999999', 'EUR', null],
])('%s of %s is %s minor units', (text, currency, amount) => {
  expect(minorOf(text, currency)).toBe(amount)
})

test('what is shown in the field is read as the same amount', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000_000 }),
      fc.constantFrom('EUR', 'JPY', 'BHD', 'XXQ'),
      (amount, currency) => minorOf(majorText(amount, currency), currency) === amount,
    ),
  )
})

test('prices are said in full', () => {
  expect(moneyInWords(1900, 'EUR')).toBe('€19.00')
  expect(moneyInWords(500, 'JPY')).toBe('¥500')
  expect(priceInWords({ amount: 900, currency: 'EUR', interval: 'month', per: 'seat' })).toBe(
    '€9.00 per seat and month',
  )
  expect(priceInWords({ amount: 9900, currency: 'USD', interval: 'year', per: 'account' })).toBe(
    '$99.00 a year',
  )
})
