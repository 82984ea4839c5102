/** How well the firings of one trigger tell conversions, over all accounts. */
import type { Estimate, Rate } from '../../../shared/replay/replay.ts'
import { chanceOf } from './chance.ts'
import { judge, type Verdict } from './judge.ts'
import { liftOf, type Part, rateOf } from './ratio.ts'
import type { Moments, Span } from './types.ts'

/** What is known of an account whatever the trigger. */
export type Subject = { account: string; conversions: readonly number[]; chance: Part }

export type Evaluation = {
  precision: Rate
  recall: Rate
  lift: Estimate
  /** In the order of the subjects; `undefined` where nothing fired and nothing converted. */
  verdicts: readonly (Verdict | undefined)[]
}

const none: readonly number[] = []

export function subjectsOf(
  span: Span,
  firstSeenAt: ReadonlyMap<string, number>,
  conversions: Moments,
): Subject[] {
  return [...firstSeenAt].map(([account, seenAt]) => {
    const own = conversions.get(account) ?? none
    return { account, conversions: own, chance: chanceOf(span, seenAt, own) }
  })
}

export function evaluateFirings(
  span: Span,
  subjects: readonly Subject[],
  firings: Moments,
): Evaluation {
  const verdicts = subjects.map(({ account, conversions }) => {
    const own = firings.get(account) ?? none
    return own.length + conversions.length > 0 ? judge(span, own, conversions) : undefined
  })
  const hits = verdicts.map((one) => ({ hits: one?.hits ?? 0, of: one?.judged ?? 0 }))
  return {
    precision: rateOf(hits),
    recall: rateOf(verdicts.map((one) => ({ hits: one?.caught ?? 0, of: one?.eligible ?? 0 }))),
    lift: liftOf(subjects.map(({ chance }, i) => ({ firings: hits[i] as Part, chance }))),
    verdicts,
  }
}
