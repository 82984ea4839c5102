/** The words that nobody authors, in the languages that we can vouch for. */
import type { Prompt } from '../../../shared/prompt.ts'

const words: Record<string, [later: string, never: string]> = {
  en: ['Remind me later', 'Don’t show this again'],
  ar: ['ذكّرني لاحقًا', 'لا تعرض هذا مجددًا'],
  de: ['Später erinnern', 'Nicht mehr anzeigen'],
  es: ['Recordármelo más tarde', 'No volver a mostrar'],
  fr: ['Me le rappeler plus tard', 'Ne plus afficher'],
  he: ['הזכירו לי מאוחר יותר', 'לא להציג שוב'],
  it: ['Ricordamelo più tardi', 'Non mostrare più'],
  ja: ['後で通知', '今後表示しない'],
  nl: ['Herinner me later', 'Niet meer tonen'],
  pl: ['Przypomnij później', 'Nie pokazuj więcej'],
  pt: ['Lembrar mais tarde', 'Não mostrar novamente'],
  sv: ['Påminn mig senare', 'Visa inte igen'],
  zh: ['稍后提醒', '不再显示'],
}

/** English stands in for the rest, and says so by its `lang`. */
export function labelsIn(locale: string): Prompt['labels'] {
  const language = locale.split('-')[0] ?? ''
  const lang = Object.hasOwn(words, language) ? language : 'en'
  const [later, never] = words[lang] as [string, string]
  return { lang, later, never }
}

/** At the end of a list of names, the same for one and for many; elsewhere a number says it. */
const more: Record<string, string> = {
  en: '% more',
  de: '% weitere',
  es: '% más',
  fr: '% de plus',
  he: 'עוד %',
  ja: 'ほか%名',
  nl: 'nog %',
  pl: 'jeszcze %',
  pt: 'mais %',
  sv: '% till',
  zh: '另外%人',
}

export function moreIn(locale: string, count: number): string {
  const language = locale.split('-')[0] ?? ''
  const words = Object.hasOwn(more, language) ? more[language] : undefined
  return (words ?? '+%').replace('%', String(count))
}
