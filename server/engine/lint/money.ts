/** Amounts of money in a text, however its language writes them. */
import { currencySign } from '../decide/formatters.ts'

export type Amount = {
  /** As it stands in the text. */
  text: string
  /** The currencies that its sign may stand for. */
  currencies: string[]
  /** What it may mean: "1.200" is 1200 in one place and 1.2 in another. */
  values: number[]
  /** Words of a price stand behind it: "a month", "pro Platz". */
  isPrice: boolean
}

/** Beside those of the plans: what people write of most. */
const common = ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD', 'INR', 'BRL', 'KRW', 'PLN', 'SEK']

const period =
  /^\s*(?:\/|per\b|a (?:month|year|seat|user)\b|an? \w+ (?:month|year)\b|each\b|pro\b|im (?:Monat|Jahr)\b|par\b|al (?:mes|año)\b|por\b|por (?:mes|año)\b|al mese\b|monthly\b|yearly\b|毎月|月額|شهري)/iu

/** Longer numbers are no prices, and would be looked at again and again. */
const digits = String.raw`\p{Nd}(?:[\p{Nd}.,'’\u00a0\u202f\u066b\u066c ]{0,20}\p{Nd})?`

export type ReadAmounts = (text: string) => Amount[]

/** To be made once for all texts of a locale. `currencies`: those of the plans. */
export function amountsOf(locale: string, currencies: readonly string[]): ReadAmounts {
  const signs = signsOf(locale, currencies)
  const sign = [...signs.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')
  const pattern = new RegExp(
    `(?<before>${sign})[\\s\\u00a0\\u202f]?(?<after>${digits})|(?<number>${digits})[\\s\\u00a0\\u202f]?(?<behind>${sign})(?!\\p{L})`,
    'giu',
  )
  return (text) =>
    [...text.matchAll(pattern)].map((match) => {
      const { before, after, number, behind } = match.groups ?? {}
      return {
        text: match[0],
        currencies: signs.get((before ?? behind ?? '').toLowerCase()) ?? [],
        values: valuesOf(after ?? number ?? ''),
        isPrice: period.test(text.slice(match.index + match[0].length)),
      }
    })
}

/** By sign, in small letters: every currency that is written so. */
function signsOf(locale: string, currencies: readonly string[]): Map<string, string[]> {
  const signs = new Map<string, string[]>()
  for (const currency of new Set([...currencies, ...common])) {
    const written = [
      currency,
      ...[locale, 'en'].flatMap((one) =>
        (['symbol', 'narrowSymbol'] as const).map((display) =>
          currencySign(one, currency, display),
        ),
      ),
    ]
    for (const sign of new Set(written.map((one) => one.toLowerCase()))) {
      if (sign.trim() !== '') signs.set(sign, [...(signs.get(sign) ?? []), currency])
    }
  }
  return signs
}

/** A last separator with other than three digits behind it is a decimal one; with three, who knows. */
function valuesOf(text: string): number[] {
  const plain = [...text].map(digitOf).join('')
  const last = Math.max(...[...'.,٫'].map((one) => plain.lastIndexOf(one)))
  const whole = Number(plain.replace(/\D/g, ''))
  if (last < 0) return [whole]
  const behind = plain.slice(last + 1)
  const isRepeated = plain.slice(0, last).includes(plain[last] as string)
  const withDecimals = Number(`${plain.slice(0, last).replace(/\D/g, '')}.${behind}`)
  if (isRepeated) return [whole]
  return behind.length === 3 ? [whole, withDecimals] : [withDecimals]
}

/** Of any script's digits the ones of this one: blocks of ten begin at their zero. */
function digitOf(char: string): string {
  if (!/\p{Nd}/u.test(char)) return char
  const code = char.codePointAt(0) as number
  let zero = code
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--
  return String(code - zero)
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
