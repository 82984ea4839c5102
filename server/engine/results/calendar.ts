/** Days of a calendar as spans of time: they begin at midnight of a time zone, whose offset may change. */
import { dayMs } from '../../../shared/duration.ts'

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

/** The date there, at a moment. */
export const dateAt = (at: number, zone: string) => dayOf(at + offsetsIn(zone)(at))

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

const dayOf = (utc: number) => new Date(utc).toISOString().slice(0, 10)
const dayAfter = (day: string) => dayOf(Date.parse(day) + dayMs)

function daysBetween(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, lengthOf({ from, to })) }, (_, i) =>
    dayOf(Date.parse(from) + i * dayMs),
  )
}

type OffsetAt = (at: number) => number

/** Midnight may come twice, or not at all: the first moment that has the date. */
function beginningOf(day: string, offsetAt: OffsetAt): number {
  const utc = Date.parse(day)
  const candidates = [utc - dayMs, utc, utc + dayMs].map((near) => utc - offsetAt(near))
  const within = candidates.filter((at) => at + offsetAt(at) >= utc)
  return Math.min(...within)
}

function changeBetween(before: number, after: number, offsetAt: OffsetAt): number {
  let [low, high] = [before, after]
  const old = offsetAt(before)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle) === old) low = middle
    else high = middle
  }
  return high
}

function offsetsIn(zone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    )
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
  }
}
