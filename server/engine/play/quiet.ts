/** When a rep may be told: quiet hours, days and digests by the clock of their zone. */
import { dayMs, minuteMs } from '../../../shared/value/duration.ts'
import { changeBetween, offsetsIn } from '../../../shared/value/zone.ts'
import { minutesOf, type QuietHours } from '../../../shared/workspace/sales-team.ts'

/** Of a rep: by which clock, and when not. */
export type Hours = { timeZone: string; quiet: QuietHours }

export function isQuiet(at: number, { timeZone, quiet }: Hours): boolean {
  return isQuietAt(at + offsetsIn(timeZone)(at), quiet)
}

/** The first moment from then on that is not quiet; it itself, where it is not. */
export function quietUntil(at: number, { timeZone, quiet }: Hours): number {
  const offsetAt = offsetsIn(timeZone)
  for (let from = at; ; ) {
    const offset = offsetAt(from)
    if (!isQuietAt(from + offset, quiet)) return from
    const end = endOf(from + offset, quiet) - offset
    // Clocks may be set meanwhile: from there on it is asked anew.
    if (offsetAt(end) === offset) return end
    const change = changeBetween(from, end, offsetAt)
    if (change >= end) return end
    from = change
  }
}

/** The next moment for a digest: at its time of day, on a day on which that is not quiet. */
export function nextDigest(at: number, hours: Hours, digestAt: string): number {
  const offsetAt = offsetsIn(hours.timeZone)
  const midnight = startOfDay(at + offsetAt(at))
  const moments = Array.from({ length: 9 }, (_, day) =>
    momentOf(midnight + day * dayMs + minutesOf(digestAt) * minuteMs, offsetAt),
  ).filter((moment) => moment > at)
  const open = moments.find((moment) => !isQuiet(moment, hours))
  return open ?? quietUntil(moments[0] ?? at, hours)
}

/** When a clock first shows that time, or a later one where clocks are set over it. */
function momentOf(local: number, offsetAt: (at: number) => number): number {
  const offsets = [local - dayMs, local + dayMs].map((near) => offsetAt(near))
  const candidates = offsets.map((offset) => local - offset).sort((a, b) => a - b)
  const shown = candidates.find((at) => at + offsetAt(at) === local)
  if (shown !== undefined) return shown
  const [first = local, last = local] = candidates
  return changeBetween(first - 1, last, offsetAt)
}

const startOfDay = (local: number) => Math.floor(local / dayMs) * dayMs

/** `local`: as if what a clock there shows were UTC. */
function isQuietAt(local: number, { from, to, weekends }: QuietHours): boolean {
  const weekday = new Date(local).getUTCDay()
  if (weekends && (weekday === 0 || weekday === 6)) return true
  const minute = Math.floor((local - startOfDay(local)) / minuteMs)
  const [begins, ends] = [minutesOf(from), minutesOf(to)]
  return begins <= ends ? minute >= begins && minute < ends : minute >= begins || minute < ends
}

/** By a clock that nobody sets. It can only end at midnight, after a weekend, or at `to`. */
function endOf(local: number, quiet: QuietHours): number {
  const midnight = startOfDay(local)
  const ends = Array.from({ length: 4 }, (_, day) => midnight + day * dayMs).flatMap((start) => [
    start,
    start + minutesOf(quiet.to) * minuteMs,
  ])
  return ends.find((end) => end > local && !isQuietAt(end, quiet)) ?? local + dayMs
}
