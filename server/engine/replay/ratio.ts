/**
 * Shares of things that come in clusters: the firings of one account convert together or not at
 * all, so each account counts as one draw, not each of its firings.
 */
import type { Estimate, Rate } from '../../../shared/replay/replay.ts'
import { wilson } from '../results/wilson.ts'

/** What one account brings in. */
export type Part = { hits: number; of: number }

/** Two-sided 95 %. */
const z = 1.96

export const unknown: Estimate = { value: null, low: null, high: null }

/**
 * p = sum(x) / sum(n) over accounts with x hits of n. Its variance is linearised, k / (k - 1) *
 * sum((x - p n)^2) / sum(n)^2 over the k accounts with n > 0 (W. G. Cochran, "Sampling Techniques",
 * 3rd ed., 1977, section 3.12). The interval is Wilson's on the effective number of draws,
 * p (1 - p) / variance, so that it stays within 0 and 1 and is not empty at either end (N. Dean and
 * M. Pagano, "Evaluating confidence interval methods for binomial proportions in clustered surveys",
 * J. Survey Statistics and Methodology 3, 2015, 484-503). Where all accounts agree there is no
 * variance to see, and each is one draw.
 */
export function rateOf(parts: readonly Part[]): Rate {
  const counted = parts.filter((part) => part.of > 0)
  const hits = sum(counted.map((part) => part.hits))
  const of = sum(counted.map((part) => part.of))
  if (of === 0) return { ...unknown, hits, of }
  const value = hits / of
  const variance = linearised(counted.map((part) => (part.hits - value * part.of) / of))
  const draws = variance > 0 ? (value * (1 - value)) / variance : counted.length
  return { value, ...wilson(value, Math.min(of, draws), z), hits, of }
}

/**
 * Precision over what chance hits, with the interval of its logarithm: log p - log b, linearised over
 * accounts with both terms at once, because an account that converts moves both (K. M. Wolter,
 * "Introduction to Variance Estimation", 2nd ed., 2007, chapter 6). Without a hit the upper end is
 * that of the precision.
 */
export function liftOf(accounts: readonly { firings: Part; chance: Part }[]): Estimate {
  const precision = rateOf(accounts.map((one) => one.firings))
  const baseRate = rateOf(accounts.map((one) => one.chance))
  const [p, b] = [precision.value, baseRate.value]
  if (p === null || precision.high === null || !b) return unknown
  if (p === 0) return { value: 0, low: 0, high: precision.high / b }
  const variance = linearised(
    accounts
      .filter(({ firings, chance }) => firings.of > 0 || chance.of > 0)
      .map(
        ({ firings, chance }) =>
          (firings.hits - p * firings.of) / precision.hits -
          (chance.hits - b * chance.of) / baseRate.hits,
      ),
  )
  const spread = Math.exp(z * Math.sqrt(variance))
  return { value: p / b, low: p / b / spread, high: (p / b) * spread }
}

/** From each account's influence on the estimate. Of a single one nothing can be told: 0. */
function linearised(influences: readonly number[]): number {
  const k = influences.length
  return k > 1 ? (k / (k - 1)) * sum(influences.map((one) => one ** 2)) : 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
