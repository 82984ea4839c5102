/**
 * Clocks of time zones: what is added to UTC there, when that changes, and which date it is. Read from
 * the parts of a date alone: in which order they are written differs from browser to browser, even for
 * one locale.
 */

/** Added to UTC it is the time there, at a moment. */
export type OffsetAt = (at: number) => number

/** To make one takes as long as thousands of looks at it. */
const known = new Map<string, OffsetAt>()

export function offsetsIn(zone: string): OffsetAt {
  const found = known.get(zone)
  if (found) return found
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
  const made: OffsetAt = (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    )
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
  }
  known.set(zone, made)
  return made
}

/** The first moment of the next offset, where those of the two moments differ. */
export function changeBetween(before: number, after: number, offsetAt: OffsetAt): number {
  let [low, high] = [before, after]
  const old = offsetAt(before)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle) === old) low = middle
    else high = middle
  }
  return high
}

/** The date of a moment of UTC. */
export const dayOf = (utc: number) => new Date(utc).toISOString().slice(0, 10)

/** The date there, at a moment. */
export const dateAt = (at: number, zone: string) => dayOf(at + offsetsIn(zone)(at))

/** Whether it is a name of a time zone, such as `Europe/Berlin`. */
export function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}
