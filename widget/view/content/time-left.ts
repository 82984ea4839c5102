/** Time that is left, in the reader's words: never more of it than there is. */
import { dayMs, hourMs, minuteMs } from '../tick.ts'

const format = (value: number, locale: string, options: Intl.NumberFormatOptions = {}) =>
  new Intl.NumberFormat(locale, options).format(value)

/** Such as "2 days 5 hr" or "5 hr 12 min"; in the last hour, minutes and seconds. */
export function timeLeft(leftMs: number, locale: string): string {
  if (leftMs <= hourMs) {
    const seconds = Math.ceil(Math.max(0, leftMs) / 1_000)
    const minutes = Math.floor(seconds / 60)
    return `${format(minutes, locale)}:${format(seconds % 60, locale, { minimumIntegerDigits: 2 })}`
  }
  const count = (unit: string, value: number) => {
    const whole = Math.floor(value)
    return whole ? format(whole, locale, { style: 'unit', unit, unitDisplay: 'short' }) : ''
  }
  return (
    leftMs < dayMs
      ? `${count('hour', leftMs / hourMs)} ${count('minute', (leftMs % hourMs) / minuteMs)}`
      : `${count('day', leftMs / dayMs)} ${count('hour', (leftMs % dayMs) / hourMs)}`
  ).trim()
}
