/** One share beside another: how far apart they are, and between what that may lie. */
import type { Estimate } from '../../../shared/replay/replay.ts'
import { drawsOf, type Sums, shareOf } from './share.ts'

const unknown: Estimate = { value: null, low: null, high: null }

/**
 * p - q, its interval from those of both shares: R. G. Newcombe, "Interval estimation for the
 * difference between independent proportions", Statistics in Medicine 17 (1998), 873-890, method 10.
 */
export function differenceOf(one: Sums, other: Sums, z: number): Estimate {
  const [p, q] = [shareOf(one, z), shareOf(other, z)]
  if (p.value === null || q.value === null) return unknown
  const ends = [p.low, p.high, q.low, q.high] as [number, number, number, number]
  const value = p.value - q.value
  return {
    value,
    low: value - Math.hypot(p.value - ends[0], ends[3] - q.value),
    high: value + Math.hypot(ends[1] - p.value, q.value - ends[2]),
  }
}

/**
 * p / q - 1, its interval from that of the logarithm: D. Katz et al., "Obtaining confidence intervals
 * for the risk ratio in cohort studies", Biometrics 34 (1978), 469-474. Without a hit on both sides
 * there is no ratio to speak of.
 */
export function liftOf(one: Sums, other: Sums, z: number): Estimate {
  if (one.y === 0 || other.y === 0) return unknown
  const [p, q] = [one.y / one.n, other.y / other.n]
  const spread = Math.exp(
    z * Math.sqrt((1 - p) / (p * drawsOf(one)) + (1 - q) / (q * drawsOf(other))),
  )
  return { value: p / q - 1, low: p / q / spread - 1, high: (p / q) * spread - 1 }
}
