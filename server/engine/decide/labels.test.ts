import { expect, test } from 'vitest'
import { comparisonWordsIn, labelsIn, usageIn } from './labels.ts'

test.each([
  ['en', { lang: 'en', later: 'Remind me later', never: 'Don’t show this again' }],
  ['de', { lang: 'de', later: 'Später erinnern', never: 'Nicht mehr anzeigen' }],
  ['pt-BR', { lang: 'pt', later: 'Lembrar mais tarde', never: 'Não mostrar novamente' }],
  ['fi', { lang: 'en', later: 'Remind me later', never: 'Don’t show this again' }],
])('copy in %s has its labels', (locale, labels) => {
  expect(labelsIn(locale)).toEqual(labels)
})

test.each([
  ['en', { yes: 'Included', no: 'Not included', title: 'Plans compared' }],
  ['pt-BR', { yes: 'Incluído', no: 'Não incluído', title: 'Comparação de planos' }],
  ['fi', { yes: 'Included', no: 'Not included', title: 'Plans compared' }],
])('a comparison in %s is told to screen readers', (locale, words) => {
  expect(comparisonWordsIn(locale)).toEqual(words)
})

test.each([
  ['en', '10,000', '8,200 of 10,000 API calls'],
  ['de', '10,000', '8,200 von 10,000 API calls'],
  ['ja-JP', '10,000', 'API calls：10,000中8,200'],
  ['fi', '10,000', '8,200 / 10,000 API calls'],
  ['constructor', '10,000', '8,200 / 10,000 API calls'],
  ['en', null, '8,200 API calls'],
])('usage in %s of %s reads "%s"', (locale, limit, text) => {
  expect(usageIn(locale, { used: '8,200', limit, unit: 'API calls' })).toBe(text)
})

test('what is counted may be called anything', () => {
  const unit = '{used} $& {limit}'
  expect(usageIn('en', { used: '1', limit: '2', unit })).toBe(`1 of 2 ${unit}`)
})
