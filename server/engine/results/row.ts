/** A row of the results from its counts: with rates, their intervals, and what it annoyed. */
import { annoyanceOf, type Worst } from '../../../shared/annoyance.ts'
import type { Counts, ResultRow } from '../../../shared/results.ts'
import { zOf } from './normal.ts'
import { type Sums, shareOf, singles } from './share.ts'

export const confidence = 0.95

export type Counted = Counts & {
  key: string | null
  worst: Worst
  /** Over accounts: people who were shown something, and who did it. */
  sums: { clicked: Sums; dismissed: Sums; never: Sums }
}

export function rowOf({ worst, sums, ...counts }: Counted): ResultRow {
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
    annoyance: annoyanceOf(shown.people, worst),
  }
}
