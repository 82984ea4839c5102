/**
 * What the account is worth, on a log scale: v = log(1 + mrr) / log(1 + full), at most 1. Without the trait
 * `mrr` the tier of its plan stands for it, and where that is not known either, the middle. The sum of the
 * parts is multiplied by 1 - share * (1 - v).
 */
import { numberInWords, shareInWords } from '../../../shared/words/number.ts'
import { traitIn } from './model.ts'
import { clamp, type Look } from './part.ts'

const unknown = 0.5

export type Worth = { factor: number; sentence: string }

export function worthOf({ facts, model }: Look): Worth {
  const { value, tiers } = model
  const told = (v: number, what: string): Worth => {
    const factor = 1 - value.share * (1 - clamp(v))
    return { factor, sentence: `${what}: counts ${shareInWords(factor, 1)}` }
  }
  const mrr = traitIn(facts.traits, 'mrr')
  if (typeof mrr === 'number') {
    const v = Math.log1p(Math.max(0, mrr)) / Math.log1p(value.full)
    return told(v, `mrr ${numberInWords(mrr)}`)
  }
  const plan = traitIn(facts.traits, 'plan')
  const tier = typeof plan === 'string' ? tiers.get(plan) : undefined
  const top = Math.max(0, ...tiers.values())
  if (tier !== undefined && top > 0) return told(tier / top, `Plan ${String(plan)}`)
  return told(unknown, 'What it pays is not known')
}
