/**
 * Learns the weights of readiness from samples: what the parts were for an account at a look, and whether
 * it converted within the horizon after. Learned from the earlier looks, judged by the later ones; the
 * horizon of every look that is learned from ends before the first that judges, so that nothing is known
 * from the future. A part that speaks against conversion weighs nothing: a score in which more is less
 * cannot be explained to anybody.
 */
import { type ReadinessPart, readinessParts } from '../../../../shared/account/readiness.ts'
import type {
  LearnedPart,
  LearnedRows,
  Learning,
} from '../../../../shared/account/readiness-learning.ts'
import type { PartValues } from '../score.ts'
import { areaUnder, calibrationOf, quartersOf } from './judge.ts'
import { chanceOf, fitLogistic, type LabelledRow } from './logistic.ts'

export type Sample = { account: string; at: number; values: PartValues; converted: boolean }

export type LearnOptions = {
  samples: readonly Sample[]
  /** When was looked, oldest first. */
  looks: readonly number[]
  horizonDays: number
  /** The shares of the weights that hold now, to be judged beside. */
  present: Readonly<Record<ReadinessPart, number>>
}

export const fewestLooks = 3
export const fewestConversions = 30
export const fewestToJudgeBy = 10
/** On features of unit variance: as much as a few rows say, so that hundreds overrule it. */
const penalty = 1

export function learn({ samples, looks, horizonDays, present }: LearnOptions): Learning {
  if (looks.length < fewestLooks) return refused('short_history', looks.length, fewestLooks)
  const judging = Math.ceil(looks.length / 4)
  const splitAt = looks[looks.length - judging] ?? 0
  const training = samples.filter((one) => one.at < splitAt)
  const validation = samples.filter((one) => one.at >= splitAt)
  const [learnable, judgeable] = [conversionsIn(training), conversionsIn(validation)]
  if (learnable + judgeable < fewestConversions) {
    return refused('few_conversions', learnable + judgeable, fewestConversions)
  }
  if (judgeable < fewestToJudgeBy) return refused('few_to_judge_by', judgeable, fewestToJudgeBy)

  const { parts, chance } = weigh(training)
  const total = parts.reduce((sum, one) => sum + one.weight, 0)
  if (total === 0) return refused('nothing_tells', 0, 1)
  const weights = asHundred(parts)
  const by = (value: (values: PartValues) => number) =>
    validation.map((one) => ({ value: value(one.values), y: labelOf(one) }))
  const foretold = by(chance)
  return {
    kind: 'learned',
    weights,
    parts: parts.map((one) => ({ ...one, weight: weights[one.part] })),
    horizonDays,
    training: rowsOf(training, looks.length - judging),
    validation: rowsOf(validation, judging),
    splitAt,
    auc: {
      learned: areaUnder(by((values) => weighted(weights, values))),
      present: areaUnder(by((values) => weighted(present, values))),
    },
    quarters: quartersOf(foretold),
    calibration: calibrationOf(foretold),
  }
}

const conversionsIn = (samples: readonly Sample[]) =>
  samples.reduce<number>((sum, one) => sum + labelOf(one), 0)
const labelOf = ({ converted }: Sample): 0 | 1 => (converted ? 1 : 0)
const rowsOf = (samples: readonly Sample[], looks: number): LearnedRows => ({
  rows: samples.length,
  conversions: conversionsIn(samples),
  looks,
})
const refused = (
  reason: Extract<Learning, { kind: 'refused' }>['reason'],
  has: number,
  needs: number,
): Learning => ({ kind: 'refused', reason, has, needs })

const weighted = (weights: Readonly<Record<ReadinessPart, number>>, values: PartValues) =>
  readinessParts.reduce((sum, part) => sum + weights[part] * values[part], 0)

type Scale = { part: ReadinessPart; mean: number; deviation: number }

/** Fits, and fits again without the part that speaks against it most, until none does. */
function weigh(training: readonly Sample[]): {
  parts: LearnedPart[]
  chance(values: PartValues): number
} {
  const scales = readinessParts.map((part) => scaleOf(training, part))
  const silences = new Map<ReadinessPart, LearnedPart['silence']>()
  const effects = new Map<ReadinessPart, number>()
  for (const { part, deviation } of scales) {
    if (deviation < 1e-9) silences.set(part, 'same_everywhere')
  }
  for (;;) {
    const used = scales.filter(({ part }) => !silences.has(part))
    const standardised = (values: PartValues) =>
      used.map(({ part, mean, deviation }) => (values[part] - mean) / deviation)
    const rows = training.map(
      (one): LabelledRow => ({ x: standardised(one.values), y: labelOf(one) }),
    )
    const model = fitLogistic(rows, penalty)
    const found = used.map(({ part, deviation }, k) => ({
      part,
      deviation,
      effect: model.weights[k] ?? 0,
    }))
    for (const { part, effect } of found) effects.set(part, effect)
    const [worst] = found.toSorted((a, b) => a.effect - b.effect)
    if (worst && worst.effect < 0) {
      silences.set(worst.part, 'speaks_against')
      continue
    }
    const parts = readinessParts.map((part): LearnedPart => {
      const one = found.find((other) => other.part === part)
      return {
        part,
        weight: one ? one.effect / one.deviation : 0,
        effect: effects.get(part) ?? 0,
        silence: silences.get(part) ?? null,
      }
    })
    return { parts, chance: (values) => chanceOf(model, standardised(values)) }
  }
}

function scaleOf(samples: readonly Sample[], part: ReadinessPart): Scale {
  const values = samples.map((one) => one.values[part])
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length
  return { part, mean, deviation: Math.sqrt(variance) }
}

/** In tenths, of 100 together, as people write weights. */
function asHundred(parts: readonly LearnedPart[]): Record<ReadinessPart, number> {
  const total = parts.reduce((sum, one) => sum + one.weight, 0)
  const of = (part: ReadinessPart) => {
    const weight = parts.find((one) => one.part === part)?.weight ?? 0
    return Math.round((1000 * weight) / total) / 10
  }
  return {
    signals: of('signals'),
    trend: of('trend'),
    fit: of('fit'),
    headroom: of('headroom'),
  }
}
