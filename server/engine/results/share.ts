/**
 * A share of things that come in clusters, from sums over the clusters: people of one account click
 * or don't together, so that an account counts as the one draw that it is.
 */
import type { Rate } from '../../../shared/replay/replay.ts'
import { wilson } from './wilson.ts'

/** Over clusters with y hits of n. Where each cluster is one thing, all squares equal their sums. */
export type Sums = { clusters: number; n: number; y: number; nn: number; yy: number; ny: number }

export const emptySums: Sums = { clusters: 0, n: 0, y: 0, nn: 0, yy: 0, ny: 0 }

/** Things that are drawn one by one: `of` accounts, of which `hits` bought. */
export function singles(hits: number, of: number): Sums {
  return { clusters: of, n: of, y: hits, nn: of, yy: hits, ny: hits }
}

/**
 * p = y / n with the variance k / (k - 1) * sum((y - p n)^2) / n^2 over k clusters (W. G. Cochran,
 * "Sampling Techniques", 3rd ed., 1977, section 3.12), and how many independent draws would have it.
 * A single cluster, or clusters that all agree, show no variance: then each is one draw.
 */
export function drawsOf({ clusters: k, n, y, nn, yy, ny }: Sums): number {
  if (n === 0) return 0
  const p = y / n
  const squares = Math.max(0, yy - 2 * p * ny + p * p * nn)
  if (k < 2 || squares < 1e-9) return k
  // Of things that come one by one it is the binomial itself, without the correction of k - 1.
  if (k === n) return n
  const variance = ((k / (k - 1)) * squares) / n ** 2
  return Math.min(n, (p * (1 - p)) / variance)
}

export function shareOf(sums: Sums, z: number): Rate {
  const { n: of, y: hits } = sums
  if (of === 0) return { value: null, low: null, high: null, hits, of }
  const value = hits / of
  return { value, ...wilson(value, drawsOf(sums), z), hits, of }
}
