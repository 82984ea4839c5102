/**
 * Days until a meter reaches its limit, from the trend of its daily readings.
 *
 * The trend is the Theil-Sen slope: the median of the slopes between all pairs of readings. Up to
 * 29 % of the readings may be wild (a bulk import, a day of tests) without moving it far, where
 * least squares follows a single one. Its interval is Sen's, from Kendall's statistic: P. K. Sen,
 * "Estimates of the regression coefficient based on Kendall's tau", JASA 63 (1968), 1379-1389.
 */
import { dayMs } from '../../shared/value/duration.ts'
import type { DayReading, Reading } from './facts.ts'

export const fewestReadings = 5
/** Readings that the trend looks at: older ones tell of another time. */
export const mostReadings = 28
/** Two-sided 90 %. */
const z = 1.645

/** `low` and `high` are the ends of the interval; `high` is Infinity where growth may be nil. */
export type Runway = { days: number; low: number; high: number }

/**
 * `undefined` where nothing can be said: no limit, fewer than five days of readings, no growth that
 * stands out from noise, or a period that resets before the limit would be reached.
 */
export function runwayOf(
  reading: Reading | undefined,
  days: readonly DayReading[],
  now: number,
): Runway | undefined {
  if (!reading || reading.limit === null) return undefined
  const remaining = reading.limit - reading.used
  if (remaining <= 0) return { days: 0, low: 0, high: 0 }
  const trend = theilSen(days.slice(-mostReadings))
  if (!trend || trend.low <= 0) return undefined
  const runway = {
    days: remaining / trend.slope,
    low: remaining / trend.high,
    high: remaining / trend.low,
  }
  const { resetsAt } = reading
  return resetsAt !== null && now + runway.days * dayMs >= resetsAt ? undefined : runway
}

type Trend = { slope: number; low: number; high: number }

/** Slope per day with its interval; `undefined` for too few readings. */
export function theilSen(readings: readonly DayReading[]): Trend | undefined {
  const n = readings.length
  if (n < fewestReadings) return undefined
  const slopes: number[] = []
  readings.forEach((one, i) => {
    for (const other of readings.slice(i + 1)) {
      const between = (other.at - one.at) / dayMs
      if (between > 0) slopes.push((other.used - one.used) / between)
    }
  })
  slopes.sort((a, b) => a - b)
  const spread = z * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
  const last = slopes.length - 1
  const low = Math.max(0, Math.floor((slopes.length - spread) / 2))
  const high = Math.min(last, Math.ceil((slopes.length + spread) / 2))
  return { slope: median(slopes), low: slopes[low] ?? 0, high: slopes[high] ?? 0 }
}

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
