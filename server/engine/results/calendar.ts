/** Days of a calendar as spans of time: they begin at midnight of a time zone, whose offset may change. */
import { dayMs } from '../../../shared/value/duration.ts'
import { changeBetween, dayOf, type OffsetAt, offsetsIn } from '../../../shared/value/zone.ts'

export type Period = { from: string; to: string; zone: string }

export type Span = {
  /** Epoch ms: from the first day's beginning until before the end of the last. */
  start: number
  end: number
  days: string[]
  /** Added to UTC it is the time there, from a moment on. The first holds from `start`. */
  offsets: { since: number; ms: number }[]
}

export function spanOf({ from, to, zone }: Period): Span {
  const offsetAt = offsetsIn(zone)
  const days = daysBetween(from, to)
  const start = beginningOf(from, offsetAt)
  const end = beginningOf(dayAfter(to), offsetAt)
  const offsets = [{ since: start, ms: offsetAt(start) }]
  for (let at = start; at < end; at += dayMs) {
    const next = Math.min(end, at + dayMs)
    if (offsetAt(next) !== offsetAt(at)) {
      const since = changeBetween(at, next, offsetAt)
      offsets.push({ since, ms: offsetAt(since) })
    }
  }
  return { start, end, days, offsets }
}

/** The first of so many days that end with this one. */
export const firstOf = (days: number, to: string) => dayOf(Date.parse(to) - (days - 1) * dayMs)

/** How many days: below 1 where it ends before it begins. */
export const lengthOf = ({ from, to }: Pick<Period, 'from' | 'to'>) =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1

/** As many days, right before. */
export function periodBefore({ from, to, zone }: Period): Period {
  const length = lengthOf({ from, to }) * dayMs
  const moved = (day: string) => dayOf(Date.parse(day) - length)
  return { from: moved(from), to: moved(to), zone }
}

/** The day of a number of days since the epoch. */
export const dayNumbered = (count: number) => dayOf(count * dayMs)

const dayAfter = (day: string) => dayOf(Date.parse(day) + dayMs)

function daysBetween(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, lengthOf({ from, to })) }, (_, i) =>
    dayOf(Date.parse(from) + i * dayMs),
  )
}

/** Midnight may come twice, or not at all: the first moment that has the date. */
function beginningOf(day: string, offsetAt: OffsetAt): number {
  const utc = Date.parse(day)
  const candidates = [utc - dayMs, utc, utc + dayMs].map((near) => utc - offsetAt(near))
  const within = candidates.filter((at) => at + offsetAt(at) >= utc)
  return Math.min(...within)
}
