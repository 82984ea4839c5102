/** The best threshold of a sweep, and how sure that is. */
import type { Recommendation } from '../../../shared/replay/replay.ts'
import type { Verdict } from './judge.ts'
import { createRandom, poissonOfOne } from './random.ts'
import { scoreOf } from './score.ts'

const resamples = 200
const seed = 1

/** What one account brings in: its conversions once, the rest at the place of each value that fires. */
export type SweptAccount = {
  eligible: number
  verdicts: readonly ({ at: number } & Pick<Verdict, 'judged' | 'hits' | 'caught'>)[]
}

/**
 * The value with the best score; of equals the stricter one. How sure: the accounts are drawn anew
 * with replacement, 200 times, each account as often as a Poisson variable of mean one says (J. A.
 * Hanley and B. MacGibbon, "Creating non-parametric bootstrap samples using Poisson frequencies",
 * Computer Methods and Programs in Biomedicine 83, 2006, 57-62), and the best value is noted again.
 * `values` begin with the strictest.
 */
export function recommend(
  values: readonly number[],
  accounts: readonly SweptAccount[],
): Recommendation | null {
  const best = bestOf(values.length, accounts, () => 1)
  if (!best) return null
  const random = createRandom(seed)
  const chosen: number[] = []
  for (let i = 0; i < resamples; i++) {
    const drawn = bestOf(values.length, accounts, () => poissonOfOne(random))
    if (drawn) chosen.push(values[drawn.place] as number)
  }
  const value = values[best.place] as number
  const sorted = chosen.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? value
  return {
    value,
    score: best.score,
    low: at(0.1),
    high: at(0.9),
    share: chosen.filter((one) => one === value).length / resamples,
  }
}

/** The first of the best scores above zero. `weigh` says how often the next account counts. */
function bestOf(
  count: number,
  accounts: readonly SweptAccount[],
  weigh: () => number,
): { place: number; score: number } | undefined {
  const judged = new Float64Array(count)
  const hits = new Float64Array(count)
  const caught = new Float64Array(count)
  let eligible = 0
  for (const account of accounts) {
    const weight = weigh()
    if (weight === 0) continue
    eligible += weight * account.eligible
    for (const one of account.verdicts) {
      judged[one.at] = (judged[one.at] ?? 0) + weight * one.judged
      hits[one.at] = (hits[one.at] ?? 0) + weight * one.hits
      caught[one.at] = (caught[one.at] ?? 0) + weight * one.caught
    }
  }
  let best: { place: number; score: number } | undefined
  for (let at = 0; at < count; at++) {
    const score = scoreOf(hits[at] ?? 0, judged[at] ?? 0, caught[at] ?? 0, eligible) ?? 0
    if (score > (best?.score ?? 0)) best = { place: at, score }
  }
  return best
}
