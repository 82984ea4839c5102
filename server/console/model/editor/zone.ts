/** Wall clocks and instants: what an author writes is a time of some place, what is kept an instant. Pure. */

import { offsetsIn } from '../../../../shared/value/zone.ts'

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

/** What a clock there shows at an instant. */
export function wallTimeOf(iso: string, zone: string): WallTime {
  const ms = Date.parse(iso)
  return new Date(ms + offsetsIn(zone)(ms)).toISOString().slice(0, 16)
}

/** Nothing where it is no time. */
export function instantOf(time: WallTime, zone: string): Instant | undefined {
  const wanted = Date.parse(`${time}Z`)
  if (Number.isNaN(wanted)) return undefined
  const offsetAt = offsetsIn(zone)
  // Clocks are set at most once in two days, so one of these is the offset that holds.
  const offsets = [wanted - dayMs, wanted + dayMs].map(offsetAt)
  const found = [...new Set(offsets)]
    .map((offset) => wanted - offset)
    .filter((ms) => ms + offsetAt(ms) === wanted)
    .sort((a, b) => a - b)
  const at = found[0] ?? wanted - (offsets[0] ?? 0)
  const clock = found.length === 0 ? 'skipped' : found.length > 1 ? 'twice' : 'usual'
  return { at: new Date(at).toISOString(), clock }
}

/** "UTC+02:00", and whether that is its summer time. */
export function offsetInWords(iso: string, zone: string): string {
  const ms = Date.parse(iso)
  const offsetAt = offsetsIn(zone)
  const minutes = Math.round(offsetAt(ms) / 60_000)
  const text = `UTC${minutes < 0 ? '−' : '+'}${clockOf(Math.abs(minutes))}`
  const year = new Date(ms).getUTCFullYear()
  const least = Math.min(...[0, 6].map((month) => offsetAt(Date.UTC(year, month, 1))))
  return offsetAt(ms) > least ? `${text}, summer time` : text
}

const clockOf = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((one) => String(one).padStart(2, '0')).join(':')

export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
export const zones = () => ['UTC', ...Intl.supportedValuesOf('timeZone')]
