/** Languages that one part of a nudge speaks and another does not. */
import { wordsIn } from '../../../shared/definition/nudge.ts'
import { localeInWords } from '../../../shared/words/locale.ts'
import { type Check, listed } from './check.ts'

export const locales: Check = (nudge) => {
  const words = wordsIn(nudge)
  const all = [...new Set(words.flatMap(({ copies }) => Object.keys(copies)))].sort()
  return words.flatMap(({ path, copies }) => {
    const missing = all.filter((locale) => !copies[locale])
    const [first] = missing
    if (first === undefined) return []
    return [
      {
        code: 'missing_locale',
        level: 'warning',
        path: [...path, first].join('.'),
        sentence: `Other words of this nudge are there in ${listed(missing.map(localeInWords))}, these are not: who reads that gets ${localeInWords(nudge.defaultLocale)} here.`,
        remedy: 'Translate them, or take that language out everywhere.',
      },
    ]
  })
}
