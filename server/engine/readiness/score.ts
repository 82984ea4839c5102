/**
 * How ready an account is for more:
 *
 *   score = 100 * factor * sum(share_k * x_k)      over signals, trend, fit and headroom
 *
 * Each x_k is a number from 0 to 1, told in the file of its name; share_k is its authored or learned weight
 * over the sum of all weights, and `factor` what the account is worth (`value.ts`). It is a weighted sum and
 * nothing else, so that each point of it has a reason: the linear score that scoring models for credit and
 * for leads come down to. D. J. Hand and W. E. Henley, "Statistical classification methods in consumer
 * credit scoring", JRSS A 160 (1997), 523-541; R. M. Dawes, "The robust beauty of improper linear models",
 * American Psychologist 34 (1979), 571-582, for why weights by hand are a fair start.
 *
 * Between the same facts and the same model nothing is drawn or guessed: any node says the same.
 */
import {
  type Readiness,
  type ReadinessPart,
  type ReadinessPartOf,
  readinessParts,
} from '../../../shared/account/readiness.ts'
import { fit } from './fit.ts'
import { headroom } from './headroom.ts'
import type { Look, PartRule } from './part.ts'
import { signals } from './signals.ts'
import { trend } from './trend.ts'
import { worthOf } from './value.ts'

export const partRules: Readonly<Record<ReadinessPart, PartRule>> = {
  signals,
  trend,
  fit,
  headroom,
}

export type PartValues = Record<ReadinessPart, number>

export function partValues(look: Look): PartValues {
  return {
    signals: signals.value(look),
    trend: trend.value(look),
    fit: fit.value(look),
    headroom: headroom.value(look),
  }
}

/** The number alone, for the order of many. 0 to 100. */
export function scoreOf(look: Look): number {
  const values = partValues(look)
  const { shares } = look.model
  const sum = readinessParts.reduce((all, part) => all + shares[part] * values[part], 0)
  return 100 * worthOf(look).factor * sum
}

/** The number with all its reasons. */
export function readinessOf(look: Look): Readiness {
  const worth = worthOf(look)
  const parts = readinessParts.map((part): ReadinessPartOf => {
    const rule = partRules[part]
    const value = rule.value(look)
    const { sentence, evidence, raise } = rule.reasons(look)
    const most = 100 * worth.factor * look.model.shares[part]
    const gain = raise ? most * (raise.to - value) : 0
    return {
      part,
      value,
      points: most * value,
      most,
      sentence,
      evidence,
      // What moves the score by less than it is rounded by is no advice.
      raise: raise && gain >= 0.5 ? { sentence: raise.sentence, gain } : null,
    }
  })
  return {
    score: scoreOf(look),
    sentence: sentenceOf(parts),
    parts,
    value: worth,
    at: look.now,
  }
}

/** What gives most, in its own words; two parts at most. */
function sentenceOf(parts: readonly ReadinessPartOf[]): string {
  const telling = parts.filter((one) => one.points >= 1).toSorted((a, b) => b.points - a.points)
  const told = telling.slice(0, 2).map((one) => one.sentence)
  return told.length === 0 ? 'Nothing speaks for it yet' : told.join('. ')
}
