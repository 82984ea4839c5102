/** A row of the results from its counts: with rates, their intervals, and what it annoyed. */
import { annoyanceOf, type Worst } from '../../../shared/results/annoyance.ts'
import { zOf } from '../../../shared/results/normal.ts'
import type { Counts, MoneyEach, ResultRow } from '../../../shared/results/results.ts'
import { type Moments, meanOf } from './mean.ts'
import { type Sums, shareOf, singles } from './share.ts'

export const confidence = 0.95

/** By currency, over accounts. */
export type Earned = { currency: string; moments: Moments }[]

export type Counted = Counts & {
  key: string | null
  worst: Worst
  /** Over accounts: people who were shown something, and who did it. */
  sums: { clicked: Sums; dismissed: Sums; never: Sums }
  earned: Earned
}

export const eachOf = (earned: Earned, z: number): MoneyEach[] =>
  earned.map(({ currency, moments }) => ({ currency, each: meanOf(moments, z) }))

export function rowOf({ worst, sums, earned, ...counts }: Counted): ResultRow {
  const z = zOf(confidence)
  const { shown, trials, converted } = counts
  return {
    ...counts,
    rates: {
      clicked: shareOf(sums.clicked, z),
      dismissed: shareOf(sums.dismissed, z),
      never: shareOf(sums.never, z),
      trials: shareOf(singles(trials.accounts, shown.accounts), z),
      converted: shareOf(singles(converted.accounts, shown.accounts), z),
    },
    revenuePerAccount: eachOf(earned, z),
    annoyance: annoyanceOf(shown.people, worst),
  }
}
