import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountsOf } from './money.ts'

const amountsIn = (text: string, locale: string, all: string[]) => amountsOf(locale, all)(text)
const currencies = ['EUR', 'USD', 'JPY', 'SAR']

test.each<[string, string, number, boolean]>([
  ['€12 per seat', 'en', 12, true],
  ['Nur 12,50 € pro Platz und Monat', 'de', 12.5, true],
  ['12.50 EUR', 'en', 12.5, false],
  ['Ab 1.200 € im Monat', 'de', 1200, true],
  ['$1,200/month', 'en', 1200, true],
  ['US$99 each', 'en', 99, true],
  ['1 200,00 € par mois', 'fr', 1200, true],
  ['¥1,200', 'ja', 1200, false],
  ['￥980', 'ja', 980, false],
  ["CHF 1'200.50", 'de', 1200.5, false],
  ['١٢ ر.س.', 'ar', 12, false],
])('%s (%s) is %d', (text, locale, value, isPrice) => {
  const [amount] = amountsIn(text, locale, [...currencies, 'CHF'])
  expect(amount?.values).toContain(value)
  expect(amount?.isPrice).toBe(isPrice)
})

test.each(['12 boards', 'Version 2.0', '100 %', 'Save 3 hours', ''])('%j is no money', (text) => {
  expect(amountsIn(text, 'en', currencies)).toEqual([])
})

test('two separators that stand for thousands and cents are told apart', () => {
  expect(amountsIn('$1,234.56', 'en', currencies)[0]?.values).toEqual([1234.56])
  expect(amountsIn('1.234,56 €', 'de', currencies)[0]?.values).toEqual([1234.56])
  expect(amountsIn('1.234.567 €', 'de', currencies)[0]?.values).toEqual([1_234_567])
})

test('whatever a language writes is read back', () => {
  const locales = [
    'en',
    'de',
    'fr',
    'es',
    'it',
    'pt-BR',
    'nl',
    'pl',
    'sv',
    'ja',
    'ko',
    'zh',
    'hi',
    'de-CH',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...locales),
      fc.constantFrom('EUR', 'USD', 'GBP', 'JPY', 'CHF'),
      fc.integer({ min: 0, max: 9_999_999 }),
      (locale, currency, cents) => {
        const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
        const unit = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)
        const value = cents / unit
        const found = amountsIn(`x ${format.format(value)} y`, locale, [currency])
        expect(found).toHaveLength(1)
        expect(found[0]?.currencies).toContain(currency)
        expect(found[0]?.values).toContain(value)
      },
    ),
    { numRuns: 500 },
  )
})

test('a text of nothing but digits and signs is read in no time', () => {
  const read = amountsOf('en', currencies)
  const startedAt = performance.now()
  for (let i = 0; i < 200; i++) read(`${'1'.repeat(1000)}${'$'.repeat(1000)}${'1,'.repeat(500)}`)
  expect(performance.now() - startedAt).toBeLessThan(2000)
})
