import { expect, test } from 'vitest'
import { labelsIn } from './labels.ts'

test.each([
  ['en', { lang: 'en', later: 'Remind me later', never: 'Don’t show this again' }],
  ['de', { lang: 'de', later: 'Später erinnern', never: 'Nicht mehr anzeigen' }],
  ['pt-BR', { lang: 'pt', later: 'Lembrar mais tarde', never: 'Não mostrar novamente' }],
  ['fi', { lang: 'en', later: 'Remind me later', never: 'Don’t show this again' }],
])('copy in %s has its labels', (locale, labels) => {
  expect(labelsIn(locale)).toEqual(labels)
})
