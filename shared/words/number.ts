/** Numbers as people read them. */
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

export const numberInWords = (value: number) => whole.format(value)

/** Short from ten thousand on: `12.4K`. */
export const shortNumber = (value: number) =>
  Math.abs(value) < 10_000 ? whole.format(value) : short.format(value)

/** A share of a whole; a dash where there is no whole. */
export const shareInWords = (part: number, of: number) =>
  of > 0 ? percents.format(part / of) : '–'

/** Below this many showings a rate says little, and lists say so. */
export const enough = 30

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${numberInWords(count)} ${count === 1 ? one : many}`
