/** What a replay has found, put together. */

import type { ReplayReport, SweepPoint } from '../../../shared/replay/replay.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { type Evaluation, evaluateFirings, type Subject, subjectsOf } from './evaluate.ts'
import { type LiveSignals, overlapOf } from './overlap.ts'
import { rateOf } from './ratio.ts'
import { recommend } from './recommend.ts'
import { scoreOf } from './score.ts'
import { placeOf, quantile } from './sorted.ts'
import { perAccount, perDay } from './spread.ts'
import type { SweptLeaf } from './sweep.ts'
import type { Moments, Span } from './types.ts'

export type Replayed = {
  span: Span
  /** Entries that were read. */
  events: number
  /** When each account was first seen. */
  firstSeenAt: ReadonlyMap<string, number>
  conversions: Moments
  meeting: ReplayReport['meeting']
  /** Of the draft as it is, and how long its signals would last. */
  firings: Moments
  expiresMs: number
  live: readonly LiveSignals[]
  /** Values rising, each with the firings of its variant. */
  sweep: { leaf: SweptLeaf; variants: readonly { value: number; firings: Moments }[] } | undefined
}

export function reportOf(replayed: Replayed): ReplayReport {
  const { span, firings } = replayed
  const subjects = subjectsOf(span, replayed.firstSeenAt, replayed.conversions)
  const { precision, recall, lift, verdicts } = evaluateFirings(span, subjects, firings)
  const { value, low, high } = rateOf(subjects.map((one) => one.chance))
  return {
    type: 'report',
    from: span.from,
    to: span.to,
    days: (span.to - span.from) / dayMs,
    events: replayed.events,
    accounts: [...replayed.firstSeenAt.values()].filter((at) => at < span.to).length,
    firings: {
      total: total([...firings.values()].map((moments) => moments.length)),
      censored: {
        firings: total(verdicts.map((one) => one?.censored ?? 0)),
        converted: total(verdicts.map((one) => one?.convertedSoFar ?? 0)),
      },
      perDay: perDay(span, firings),
      perAccount: perAccount(firings),
    },
    conversions: total(
      subjects.map(({ conversions }) => conversions.length - placeOf(conversions, span.from)),
    ),
    precision,
    recall,
    baseRate: { value, low, high },
    lift,
    leadDays: leadsOf(verdicts),
    overlap: overlapOf(span, firings, replayed.expiresMs, replayed.live),
    meeting: replayed.meeting,
    sweep: replayed.sweep ? sweepOf(span, subjects, replayed.sweep) : null,
  }
}

function leadsOf(verdicts: Evaluation['verdicts']): ReplayReport['leadDays'] {
  const days = verdicts
    .flatMap((one) => one?.leadsMs ?? [])
    .map((ms) => ms / dayMs)
    .sort((a, b) => a - b)
  const at = (share: number) => quantile(days, share) ?? null
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) }
}

function sweepOf(
  span: Span,
  subjects: readonly Subject[],
  { leaf, variants }: NonNullable<Replayed['sweep']>,
): ReplayReport['sweep'] {
  const evaluated = variants.map(({ value, firings }) => ({
    value,
    firings,
    evaluation: evaluateFirings(span, subjects, firings),
  }))
  const fromStrictest = leaf.isHigherStricter ? [...evaluated].reverse() : evaluated
  const accounts = subjects.map((_, i) => ({
    eligible: fromStrictest[0]?.evaluation.verdicts[i]?.eligible ?? 0,
    verdicts: fromStrictest.flatMap(({ evaluation }, at) => {
      const one = evaluation.verdicts[i]
      return one && one.judged + one.caught > 0 ? [{ at, ...one }] : []
    }),
  }))
  return {
    path: leaf.path,
    points: evaluated.map(pointOf),
    recommended: recommend(
      fromStrictest.map((one) => one.value),
      accounts.filter((one) => one.eligible + one.verdicts.length > 0),
    ),
  }
}

function pointOf(one: { value: number; firings: Moments; evaluation: Evaluation }): SweepPoint {
  const { precision, recall, lift } = one.evaluation
  return {
    value: one.value,
    firings: total([...one.firings.values()].map((moments) => moments.length)),
    accounts: one.firings.size,
    precision,
    recall,
    lift,
    score: scoreOf(precision.hits, precision.of, recall.hits, recall.of) ?? null,
  }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}
