import { expect, test } from 'vitest'
import { localeInWords } from '../../../../shared/words/locale.ts'
import { languagesFor } from './languages.ts'

test.each([
  ['Danish', ['da']],
  ['turk', ['tr']],
  ['Norwegian', ['nb', 'nn']],
  ['fi', ['fi', 'fil']],
  ['FI', ['fi', 'fil']],
  ['pt', ['pt', 'pt-BR', 'pt-PT']],
  ['chinese', ['zh-Hans', 'zh-Hant']],
  ['pt-AO', ['pt-AO']],
  ['tlh', ['tlh']],
  ['no such language', []],
])('who types "%s" is offered %j first', (wanted, expected) => {
  expect(languagesFor(wanted, ['en'], localeInWords).slice(0, expected.length || 1)).toEqual(
    expected,
  )
})

test('what is there already is not offered, and the usual ones are before anybody has typed', () => {
  expect(languagesFor('german', ['de'], localeInWords)).toEqual([])
  expect(languagesFor('de', ['de'], localeInWords)).not.toContain('de')
  expect(languagesFor(' ', ['en', 'fr'], localeInWords).slice(0, 3)).toEqual(['de', 'es', 'it'])
})
