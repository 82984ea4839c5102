/** What one thing brings on average, and between what that lies: money of accounts, most of whom bring none. */
import type { Estimate } from '../../../shared/replay/replay.ts'

/** Over things that were drawn one by one: how many, how many of them brought anything, and sums of it. */
export type Moments = { n: number; earners: number; sum: number; squares: number }

export const noMoments = (n: number): Moments => ({ n, earners: 0, sum: 0, squares: 0 })

export function momentsOf(n: number, amounts: Iterable<number>): Moments {
  const moments = noMoments(n)
  for (const amount of amounts) {
    if (amount !== 0) moments.earners++
    moments.sum += amount
    moments.squares += amount ** 2
  }
  return moments
}

const unknown: Estimate = { value: null, low: null, high: null }
/** Of one who bought, nothing tells how far the next would differ. */
const fewest = 2

/**
 * The mean, and z standard errors around it, s / sqrt(n): the delta method for a total over how many
 * share it, where each counts once (A. Deng, U. Knoblich, J. Lu, "Applying the Delta Method in Metric
 * Analytics", KDD 2018, section 2). With few who bought it is too narrow, as money is skewed.
 */
export function meanOf(moments: Moments, z: number): Estimate {
  const { n, sum } = moments
  if (n === 0) return unknown
  const value = sum / n
  const variance = varianceOf(moments)
  if (variance === null) return { value, low: null, high: null }
  const half = z * Math.sqrt(variance)
  return { value, low: value - half, high: value + half }
}

/** One mean less another, each with its own variance: B. L. Welch, Biometrika 34 (1947), 28-35. */
export function meanDifferenceOf(one: Moments, other: Moments, z: number): Estimate {
  if (one.n === 0 || other.n === 0) return unknown
  const value = one.sum / one.n - other.sum / other.n
  const [a, b] = [varianceOf(one), varianceOf(other)]
  if (a === null || b === null) return { value, low: null, high: null }
  const half = z * Math.sqrt(a + b)
  return { value, low: value - half, high: value + half }
}

/** Of the mean; null where too few tell. */
function varianceOf({ n, earners, sum, squares }: Moments): number | null {
  if (n < fewest || earners < fewest) return null
  return Math.max(0, squares - sum ** 2 / n) / (n - 1) / n
}
