/** Times and lengths of time as people read them. */
import { counted } from '../../../shared/words/number.ts'

// Not from shared/value/duration.ts, which would bring the schema library into the page.
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const units = { m: 'minute', h: 'hour', d: 'day' } as const

/** `7d` is "7 days". */
export function durationInWords(duration: string): string {
  const unit = units[duration.at(-1) as keyof typeof units]
  const count = Number(duration.slice(0, -1))
  return unit && Number.isFinite(count) ? counted(count, unit) : duration
}

/** "just now", "5 min ago", "in 3 days"; a date beyond a week. */
export function relativeTime(at: number, now: number): string {
  const away = Math.abs(now - at)
  const say = (words: string) => (at > now ? `in ${words}` : `${words} ago`)
  if (away < 45_000) return at > now ? 'in a moment' : 'just now'
  if (away < hourMs) return say(`${Math.max(1, Math.round(away / minuteMs))} min`)
  if (away < dayMs) return say(`${Math.round(away / hourMs)} h`)
  if (away < 7 * dayMs) return say(counted(Math.round(away / dayMs), 'day'))
  return dateInWords(at, now)
}

export function dateInWords(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat('en', {
    day: 'numeric',
    month: 'short',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(at)
}

/** "Today", "Yesterday" or a date. */
export function dayInWords(at: number, now: number): string {
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  if (at >= midnight) return 'Today'
  if (at >= midnight - dayMs) return 'Yesterday'
  return dateInWords(at, now)
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' })

/** The clock today, the date before. */
export const momentInWords = (at: number, now: number) =>
  at >= new Date(now).setHours(0, 0, 0, 0) ? clockTime(at) : dateInWords(at, now)

export const clockTime = (at: number) => clock.format(at)
export const fullTime = (at: number) => full.format(at)

const zoned = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** The zone that times are read and written in here: that of this computer. */
export const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** With the zone that it is said in: "Fri, 27 Nov 2026, 09:00 (Europe/Berlin)". */
export const momentWithZone = (at: number) => `${zoned.format(at)} (${zoneHere()})`

/** As an input of day and time has it, by this computer's clock. */
export function localInput(at: number): string {
  const offsetMs = new Date(at).getTimezoneOffset() * minuteMs
  return new Date(at - offsetMs).toISOString().slice(0, 16)
}
