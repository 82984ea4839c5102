/** Wall clocks and instants: what an author writes is a time of some place, what is kept an instant. Pure. */

/** As `datetime-local` has it: `2026-11-26T09:00`. */
export type WallTime = string

export type Instant = {
  /** ISO 8601, UTC. */
  at: string
  /**
   * `skipped`: clocks were set forward over this time, which is taken as much later. `twice`: clocks were
   * set back, and the first of the two is taken.
   */
  clock: 'usual' | 'skipped' | 'twice'
}

const dayMs = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(zone, made)
  return made
}

/** What a clock there shows, as if it were UTC. */
function shownAt(ms: number, zone: string): number {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(ms)
      .map((one) => [one.type, one.value]),
  )
  return Date.parse(
    `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`,
  )
}

const offsetMs = (ms: number, zone: string) => shownAt(ms, zone) - Math.floor(ms / 1000) * 1000

/** What a clock there shows at an instant. */
export function wallTimeOf(iso: string, zone: string): WallTime {
  return new Date(shownAt(Date.parse(iso), zone)).toISOString().slice(0, 16)
}

/** Nothing where it is no time. */
export function instantOf(time: WallTime, zone: string): Instant | undefined {
  const wanted = Date.parse(`${time}Z`)
  if (Number.isNaN(wanted)) return undefined
  // Clocks are set at most once in two days, so one of these is the offset that holds.
  const offsets = [wanted - dayMs, wanted + dayMs].map((ms) => offsetMs(ms, zone))
  const found = [...new Set(offsets)]
    .map((offset) => wanted - offset)
    .filter((ms) => shownAt(ms, zone) === wanted)
    .sort((a, b) => a - b)
  const at = found[0] ?? wanted - (offsets[0] ?? 0)
  const clock = found.length === 0 ? 'skipped' : found.length > 1 ? 'twice' : 'usual'
  return { at: new Date(at).toISOString(), clock }
}

/** "UTC+02:00", and whether that is its summer time. */
export function offsetInWords(iso: string, zone: string): string {
  const ms = Date.parse(iso)
  const minutes = Math.round(offsetMs(ms, zone) / 60_000)
  const text = `UTC${minutes < 0 ? '−' : '+'}${clockOf(Math.abs(minutes))}`
  const year = new Date(ms).getUTCFullYear()
  const least = Math.min(...[0, 6].map((month) => offsetMs(Date.UTC(year, month, 1), zone)))
  return offsetMs(ms, zone) > least ? `${text}, summer time` : text
}

const clockOf = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((one) => String(one).padStart(2, '0')).join(':')

export function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return text !== ''
  } catch {
    return false
  }
}

export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
export const zones = () => ['UTC', ...Intl.supportedValuesOf('timeZone')]
