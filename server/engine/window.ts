/** Trailing windows made of whole buckets, the current one included. */
import {
  dayMs,
  durationMs,
  hourMs,
  longestDurationMs,
  minuteMs,
} from '../../shared/value/duration.ts'

export type Window = {
  /** Length of a bucket. */
  unitMs: number
  /** How many buckets, the current one included. */
  buckets: number
  /** How many buckets lie between its end and now: 0, or its own length for the window before. */
  back: number
}

/** Minutes up to 24h, hours up to 60d, days beyond. A window that is no multiple is rounded up. */
export function windowOf(within: string): Window {
  const lengthMs = durationMs(within)
  const unitMs = lengthMs <= dayMs ? minuteMs : lengthMs <= 60 * dayMs ? hourMs : dayMs
  return { unitMs, buckets: Math.ceil(lengthMs / unitMs), back: 0 }
}

export function bucketAt(ms: number, unitMs: number): number {
  return Math.floor(ms / unitMs)
}

/**
 * How far back any window of these buckets can look, in ms: twice the longest that they are used
 * for, because growth compares with the window before. The log itself is never kept for longer than
 * the longest.
 */
export function reachOfBuckets(unitMs: number): number {
  if (unitMs === minuteMs) return 2 * dayMs
  return unitMs === hourMs ? 120 * dayMs : longestDurationMs
}

/** When a bucket leaves a window. */
export function leavesAt(window: Window, bucket: number): number {
  return (bucket + window.buckets + window.back) * window.unitMs
}

/** The window of the same length right before. */
export function windowBefore(window: Window): Window {
  return { ...window, back: window.back + window.buckets }
}

/** The newest bucket that a window sees. */
export function lastBucket(window: Window, now: number): number {
  return bucketAt(now, window.unitMs) - window.back
}

/** The oldest bucket that a window still sees. */
export function firstBucket(window: Window, now: number): number {
  return lastBucket(window, now) - window.buckets + 1
}
