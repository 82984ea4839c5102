/** Trailing windows made of whole buckets, the current one included. */
import { dayMs, durationMs, hourMs, minuteMs } from '../../shared/duration.ts'

export type Window = {
  /** Length of a bucket. */
  unitMs: number
  /** How many buckets, the current one included. */
  buckets: number
}

/** Minutes up to 24h, hours up to 60d, days beyond. A window that is no multiple is rounded up. */
export function windowOf(within: string): Window {
  const lengthMs = durationMs(within)
  const unitMs = lengthMs <= dayMs ? minuteMs : lengthMs <= 60 * dayMs ? hourMs : dayMs
  return { unitMs, buckets: Math.ceil(lengthMs / unitMs) }
}

export function bucketAt(ms: number, unitMs: number): number {
  return Math.floor(ms / unitMs)
}

/** The oldest bucket that a window still sees. */
export function firstBucket(window: Window, now: number): number {
  return bucketAt(now, window.unitMs) - window.buckets + 1
}
