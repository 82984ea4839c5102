/** Words of a language that are still those of the default one. */
import type { Finding } from '../../../shared/definition/lint.ts'
import { type Copy, wordsIn } from '../../../shared/definition/nudge.ts'
import { localeInWords } from '../../../shared/words/locale.ts'
import { counted } from '../../../shared/words/number.ts'
import type { Check } from './check.ts'
import { type PlacedText, readText, textsOf } from './texts.ts'

/** One finding for a language: who left out one text has often left out all. An arm repeats none of it. */
export const untranslated: Check = (nudge, { catalogue }) => {
  const { defaultLocale } = nudge
  const plans = [...catalogue.plans.values()].map((plan) => plan.name)
  const told = new Set<string>()
  const isNews = (locale: string, { text }: PlacedText) => {
    const name = `${locale} ${text}`
    return !told.has(name) && told.add(name)
  }
  return wordsIn(nudge).flatMap(({ path, copies }) =>
    Object.entries(copies).flatMap(([locale, copy]): Finding[] => {
      const source = copies[defaultLocale]
      // Brazil may say it as Portugal does.
      if (!source || languageOf(locale) === languageOf(defaultLocale)) return []
      const same = sameTexts(source, copy).filter(
        (one) => isLanguage(one, plans) && isNews(locale, one),
      )
      const [first] = same
      if (!first) return []
      const [theirs, ours] = [localeInWords(locale), localeInWords(defaultLocale)]
      const isOne = same.length === 1
      return [
        {
          code: 'untranslated',
          level: 'warning',
          path: [...path, locale].join('.') + first.path,
          sentence: `In ${theirs} ${isOne ? 'this still says' : `${counted(same.length, 'text')} still say`}, word for word, what it says in ${ours}.`,
          remedy: isOne
            ? 'Translate it, or leave it if both languages say it so.'
            : 'Translate them, or leave those that both languages say so. The first:',
        },
      ]
    }),
  )
}

const languageOf = (locale: string) => locale.split('-')[0]

function sameTexts(source: Copy, copy: Copy) {
  const of = (one: Copy) => textsOf({ path: '', locale: '', copy: one })
  const ours = new Map(of(source).map(({ path, text }) => [path, text.trim()]))
  return of(copy).filter(({ path, text }) => ours.get(path) === text.trim())
}

/** Beside variables, names of plans and signs something is said. A word of a comparison is the name of something. */
function isLanguage({ part, text }: PlacedText, plans: readonly string[]): boolean {
  const said = readText(text, () => '')
  const rest = plans.reduce((left, plan) => left.replace(wordOf(plan), ''), said)
  const words = rest.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
  return words.length > (part === 'comparison' ? 1 : 0)
}

const wordOf = (name: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])${name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'giu',
  )
