/** The words that nobody authors, in the languages that we can vouch for. */
import type { Comparison, Prompt } from '../../../shared/decision/prompt.ts'

type Words = {
  later: string
  never: string
  /** Of a cell of a comparison that holds a tick, and of one that holds none. */
  yes: string
  no: string
  /** Of a comparison as a whole. */
  title: string
}

const words: Record<string, Words> = {
  en: {
    later: 'Remind me later',
    never: 'Don’t show this again',
    yes: 'Included',
    no: 'Not included',
    title: 'Plans compared',
  },
  ar: {
    later: 'ذكّرني لاحقًا',
    never: 'لا تعرض هذا مجددًا',
    yes: 'مشمول',
    no: 'غير مشمول',
    title: 'مقارنة الخطط',
  },
  de: {
    later: 'Später erinnern',
    never: 'Nicht mehr anzeigen',
    yes: 'Enthalten',
    no: 'Nicht enthalten',
    title: 'Pläne im Vergleich',
  },
  es: {
    later: 'Recordármelo más tarde',
    never: 'No volver a mostrar',
    yes: 'Incluido',
    no: 'No incluido',
    title: 'Comparación de planes',
  },
  fr: {
    later: 'Me le rappeler plus tard',
    never: 'Ne plus afficher',
    yes: 'Inclus',
    no: 'Non inclus',
    title: 'Comparaison des offres',
  },
  he: {
    later: 'הזכירו לי מאוחר יותר',
    never: 'לא להציג שוב',
    yes: 'כלול',
    no: 'לא כלול',
    title: 'השוואת תוכניות',
  },
  it: {
    later: 'Ricordamelo più tardi',
    never: 'Non mostrare più',
    yes: 'Incluso',
    no: 'Non incluso',
    title: 'Confronto tra i piani',
  },
  ja: {
    later: '後で通知',
    never: '今後表示しない',
    yes: 'あり',
    no: 'なし',
    title: 'プランの比較',
  },
  nl: {
    later: 'Herinner me later',
    never: 'Niet meer tonen',
    yes: 'Inbegrepen',
    no: 'Niet inbegrepen',
    title: 'Abonnementen vergeleken',
  },
  pl: {
    later: 'Przypomnij później',
    never: 'Nie pokazuj więcej',
    yes: 'Tak',
    no: 'Nie',
    title: 'Porównanie planów',
  },
  pt: {
    later: 'Lembrar mais tarde',
    never: 'Não mostrar novamente',
    yes: 'Incluído',
    no: 'Não incluído',
    title: 'Comparação de planos',
  },
  sv: {
    later: 'Påminn mig senare',
    never: 'Visa inte igen',
    yes: 'Ingår',
    no: 'Ingår inte',
    title: 'Jämförelse av planer',
  },
  zh: {
    later: '稍后提醒',
    never: '不再显示',
    yes: '包含',
    no: '不包含',
    title: '套餐对比',
  },
}

/** English stands in for the rest, and says so by its `lang`. */
export function labelsIn(locale: string): Prompt['labels'] {
  const { lang, later, never } = wordsIn(locale)
  return { lang, later, never }
}

/** For screen readers, in the language of the labels. */
export function comparisonWordsIn(locale: string): Comparison['words'] {
  const { yes, no, title } = wordsIn(locale)
  return { yes, no, title }
}

function wordsIn(locale: string): Words & { lang: string } {
  const language = languageOf(locale)
  const lang = Object.hasOwn(words, language) ? language : 'en'
  return { lang, ...(words[lang] as Words) }
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
  return (inLanguage(more, locale) ?? '+%').replace('%', String(count))
}

/** A meter against its limit; elsewhere a stroke says it. */
const usage: Record<string, string> = {
  en: '{used} of {limit} {unit}',
  ar: '{used} من {limit} {unit}',
  de: '{used} von {limit} {unit}',
  es: '{used} de {limit} {unit}',
  fr: '{used} sur {limit} {unit}',
  he: '{used} מתוך {limit} {unit}',
  it: '{used} su {limit} {unit}',
  ja: '{unit}：{limit}中{used}',
  nl: '{used} van {limit} {unit}',
  pl: '{used} z {limit} {unit}',
  pt: '{used} de {limit} {unit}',
  sv: '{used} av {limit} {unit}',
  zh: '{unit}：已用 {used}，共 {limit}',
}

/** Numbers come as the locale writes them. `limit`: null where there is none to compare with. */
export function usageIn(
  locale: string,
  { used, limit, unit }: { used: string; limit: string | null; unit: string },
): string {
  if (limit === null) return `${used} ${unit}`
  const parts: Record<string, string> = { used, limit, unit }
  const pattern = inLanguage(usage, locale) ?? '{used} / {limit} {unit}'
  return pattern.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? '')
}

function inLanguage(table: Record<string, string>, locale: string): string | undefined {
  const language = languageOf(locale)
  return Object.hasOwn(table, language) ? table[language] : undefined
}

function languageOf(locale: string): string {
  return locale.split('-')[0] ?? ''
}
