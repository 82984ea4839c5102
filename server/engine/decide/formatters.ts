/** What writes numbers, lengths of time, dates and names as a locale has them. */

/**
 * Making a formatter costs more than the rest of a decision, and there are as many as authored
 * locales and currencies: each is made once.
 */
function once<Given extends string[], Format>(make: (...given: Given) => Format) {
  const made = new Map<string, Format>()
  return (...given: Given): Format => {
    const key = given.join(' ')
    const known = made.get(key)
    if (known) return known
    const format = make(...given)
    made.set(key, format)
    return format
  }
}

export const numberFormat = once(
  (locale: string) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }),
)
export const unitFormat = once(
  (locale: string, unit: 'day' | 'hour') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
)
/** By UTC: which zone the reader is in isn't known. */
export const dateFormat = once(
  (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
)
export const listFormat = once(
  (locale: string) => new Intl.ListFormat(locale, { type: 'conjunction' }),
)
/** `unit`: how many minor units one major unit has. */
export const currencyFormat = once((locale: string, currency: string) => {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  })
  return { format, unit: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) }
})
/** How it is written before or behind an amount. */
export const currencySign = once(
  (locale: string, currency: string, currencyDisplay: 'symbol' | 'narrowSymbol') => {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
    const part = format.formatToParts(1).find((one) => one.type === 'currency')
    // Marks of direction stand around Arabic signs.
    return (part?.value ?? currency).replace(/\p{Cf}/gu, '')
  },
)
