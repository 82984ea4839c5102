/** Prices as people read and type them; stored as whole minor units, so that no cent is made or lost. */
import type { Price } from '../../../shared/definition/plan.ts'

const intervals: Record<Price['interval'], string> = { month: 'month', year: 'year' }

/** Places behind the point: 2 for EUR, 0 for JPY; 2 where nobody knows the currency. */
export function digitsOf(currency: string): number {
  try {
    const { maximumFractionDigits = 2 } = formatOf(currency).resolvedOptions()
    return maximumFractionDigits
  } catch {
    return 2
  }
}

const formatOf = (currency: string) => new Intl.NumberFormat('en', { style: 'currency', currency })

/** 1900 EUR is "€19.00". */
export function moneyInWords(amount: number, currency: string): string {
  const digits = digitsOf(currency)
  try {
    return formatOf(currency).format(amount / 10 ** digits)
  } catch {
    return `${majorText(amount, currency)} ${currency}`
  }
}

/** "€19.00 per seat and month". */
export function priceInWords({ amount, currency, interval, per }: Price): string {
  const money = moneyInWords(amount, currency)
  return per === 'seat'
    ? `${money} per seat and ${intervals[interval]}`
    : `${money} a ${intervals[interval]}`
}

/** What stands in the field: "19.00". */
export function majorText(amount: number, currency: string): string {
  const digits = digitsOf(currency)
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return digits === 0 ? whole : `${whole}.${text.slice(text.length - digits)}`
}

/** The minor units of what was typed; null where it is no amount of that currency. */
export function minorOf(text: string, currency: string): number | null {
  const digits = digitsOf(currency)
  const [, whole, part = ''] = /^(\d+)(?:[.,](\d*))?$/.exec(text.trim()) ?? []
  if (whole === undefined || part.length > digits) return null
  const amount = Number(whole + part.padEnd(digits, '0'))
  return Number.isSafeInteger(amount) ? amount : null
}

/** The currencies of this browser's own list, with their names. */
export function currencies(): { code: string; name: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({ code, name: names.of(code) ?? code }))
}
