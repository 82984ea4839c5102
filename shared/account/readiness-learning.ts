/** What a workspace's own conversions say about the weights of readiness, shown before anybody adopts it. */
import type { ReadinessPart, ReadinessWeights } from './readiness.ts'

/** A quarter of the accounts by score, `A` those with the highest. */
export type Quarter = {
  grade: 'A' | 'B' | 'C' | 'D'
  accounts: number
  conversions: number
  rate: number
  /** Its rate over that of all; null where nobody converted. */
  lift: number | null
}

export type CalibrationBin = {
  accounts: number
  /** The mean chance that was foretold. */
  foretold: number
  observed: number
  /** Of what was observed: nine times in ten it lies between these. */
  low: number
  high: number
}

export type LearnedPart = {
  part: ReadinessPart
  weight: number
  /** What one standard deviation more of it adds to the log of the odds. */
  effect: number
  /** Why it weighs nothing; null where it does. */
  silence: 'same_everywhere' | 'speaks_against' | null
}

/** Rows: each account at each look, and how many of them converted within the horizon. */
export type LearnedRows = { rows: number; conversions: number; looks: number }

export type Learned = {
  kind: 'learned'
  weights: ReadinessWeights
  parts: LearnedPart[]
  horizonDays: number
  training: LearnedRows
  validation: LearnedRows
  /** Epoch ms: what was learned from ends here, and what it is judged by begins. */
  splitAt: number
  /** Among what it was not learned from; 0.5 is chance. `present`: by the weights that hold now. */
  auc: { learned: number | null; present: number | null }
  quarters: Quarter[]
  calibration: CalibrationBin[]
}

export type NotLearned = {
  kind: 'refused'
  reason: 'short_history' | 'few_conversions' | 'few_to_judge_by' | 'nothing_tells'
  /** What there is, and what it takes. */
  has: number
  needs: number
}

export type Learning = Learned | NotLearned
