/** When a delivery is tried again: the schedule of Standard Webhooks, some 75 hours in all. */
import { dayMs, hourMs, minuteMs } from '../../shared/value/duration.ts'

/** After each failed attempt; the first is made at once. */
const waitsMs = [
  5_000,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
]
/** However long an answer asks to wait. */
const longestMs = dayMs

/**
 * When the next attempt is due; `null` after the last. A receiver may ask for more time by
 * `Retry-After`, in seconds or as a date, never for less.
 */
export function nextAttempt(
  attempts: number,
  now: number,
  retryAfter: string | undefined,
): number | null {
  const waitMs = waitsMs[attempts - 1]
  if (waitMs === undefined) return null
  return now + Math.max(waitMs, Math.min(longestMs, askedMs(retryAfter, now)))
}

/** Until when whoever answered wants nothing at all; null where they have not said. */
export function askedUntil(retryAfter: string | undefined, now: number): number | null {
  const ms = Math.min(longestMs, askedMs(retryAfter, now))
  return ms > 0 ? now + ms : null
}

function askedMs(retryAfter: string | undefined, now: number): number {
  if (retryAfter === undefined) return 0
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now
  return Number.isNaN(ms) ? 0 : ms
}
