/** What was authored, with what it refers to, ready to be applied to many accounts. */

import type { FitRule, ReadinessModel, ReadinessPart } from '../../../shared/account/readiness.ts'
import { operandOf } from '../../../shared/definition/operand.ts'
import type { Plan } from '../../../shared/definition/plan.ts'
import type { Trigger } from '../../../shared/definition/trigger.ts'
import type { FactValue, Traits } from '../../../shared/event/event.ts'
import { durationMs } from '../../../shared/value/duration.ts'
import { traitName } from '../../../shared/words/fit.ts'
import { compileComparison, type Truth } from '../compare.ts'

export type WeighedTrigger = Pick<Trigger, 'key' | 'name' | 'weight'> & { halfLifeMs: number }

export type CompiledFit = FitRule & {
  trait: string
  test(traits: Traits): Truth
}

export type CompiledModel = Omit<ReadinessModel, 'fit' | 'learnedAt'> & {
  fit: readonly CompiledFit[]
  triggers: ReadonlyMap<string, WeighedTrigger>
  /** The tier of each plan; there may be none. */
  tiers: ReadonlyMap<string, number>
  /** The share of each part in the sum; they add up to 1, or are all 0 where nothing is left to weigh. */
  shares: Readonly<Record<ReadinessPart, number>>
}

export type Published = { triggers: readonly Trigger[]; plans: readonly Plan[] }

export function compileModel(model: ReadinessModel, published: Published): CompiledModel {
  const { weights, fit, value } = model
  // Where nobody has said what a good customer is, fit tells none of them apart.
  const counted = { ...weights, fit: fit.length > 0 ? weights.fit : 0 }
  const all = Object.values(counted).reduce((sum, one) => sum + one, 0)
  const share = (one: number) => (all > 0 ? one / all : 0)
  return {
    weights,
    value,
    fit: fit.map(compileFit),
    triggers: new Map(
      published.triggers.map(({ key, name, weight, halfLife }) => [
        key,
        { key, name, weight, halfLifeMs: durationMs(halfLife) },
      ]),
    ),
    tiers: new Map(published.plans.map(({ key, tier }) => [key, tier])),
    shares: {
      signals: share(counted.signals),
      trend: share(counted.trend),
      fit: share(counted.fit),
      headroom: share(counted.headroom),
    },
  }
}

function compileFit(rule: FitRule): CompiledFit {
  const trait = traitName(rule)
  return {
    ...rule,
    trait,
    test: compileComparison(operandOf(rule.when), (traits: Traits) => traitIn(traits, trait)),
  }
}

export function traitIn(traits: Traits, name: string): FactValue | undefined {
  return Object.hasOwn(traits, name) ? traits[name] : undefined
}
