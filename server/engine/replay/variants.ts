/** Runs a draft and its variants side by side, none of which may hear of the others. */
import type { Trigger } from '../../../shared/definition/trigger.ts'
import { compileComparison, type Truth } from '../compare.ts'
import type { Facts } from '../facts.ts'
import { type CompiledTrigger, compileTrigger } from '../trigger.ts'
import { createFold, type Firing, type Fold, type FoldOptions } from './fold.ts'
import { type SweptLeaf, withThreshold } from './sweep.ts'

export type VariantsOptions = Pick<FoldOptions, 'catalogue' | 'logStart' | 'knownBefore'> & {
  trigger: Trigger
  /** Variant 0 is the trigger as it is; the others have these thresholds at this leaf. */
  sweep: { leaf: SweptLeaf; values: readonly number[] } | undefined
  onFiring(variant: number, firing: Firing): void
}

/** `factsOf`: what the trigger as it is sees of somebody. */
export type Variants = Pick<Fold, 'take' | 'passTime' | 'factsOf'>

export function createVariants(options: VariantsOptions): Variants {
  const { trigger, sweep, catalogue, logStart, knownBefore = [], onFiring } = options
  const compile = (one: Trigger) => compileTrigger(one, catalogue.meters)
  const draft = compile(trigger)
  const turned = sweep
    ? turn(draft, sweep.leaf.path, {
        never: compile(withThreshold(trigger, sweep.leaf, outOfReach(sweep.leaf))),
        variants: sweep.values.map((value) => compile(withThreshold(trigger, sweep.leaf, value))),
      })
    : []
  const variants = [draft, ...turned]
  const common = { catalogue, logStart, knownBefore }
  // In one world they would hear each other's signals: each of them has its own.
  if (draft.listens.has('signal_fired')) {
    const folds = variants.map((one, variant) =>
      createFold({
        ...common,
        triggers: [one],
        onFiring: (firing) => onFiring(variant, firing),
      }),
    )
    const [own] = folds
    if (!own) throw new Error('There is at least the trigger as it is')
    return {
      factsOf: own.factsOf,
      take: (entry) => folds.forEach((fold) => void fold.take(entry)),
      passTime: (until) => folds.forEach((fold) => void fold.passTime(until)),
    }
  }
  const fold = createFold({
    ...common,
    // Keys that no trigger can have.
    triggers: variants.map((one, variant) => ({
      ...one,
      trigger: { ...one.trigger, key: `${variant} ${trigger.key}` },
    })),
    onFiring: (firing) => onFiring(Number.parseInt(firing.trigger, 10), firing),
  })
  return {
    passTime: fold.passTime,
    factsOf: fold.factsOf,
    take(entry) {
      // The fold knows its own signals by their key, which is another one here.
      const isOwn = entry.name === 'signal_fired' && entry.properties.trigger === trigger.key
      if (!isOwn) fold.take(entry)
    },
  }
}

/** What no value reaches. */
function outOfReach({ operator }: SweptLeaf): number {
  return operator === 'gt' || operator === 'gte' ? Number.POSITIVE_INFINITY : -Infinity
}

type Turning = { never: CompiledTrigger; variants: readonly CompiledTrigger[] }

/**
 * The condition depends on the threshold only by whether the leaf holds. So it is asked at most twice
 * of the same facts, once for each answer of the leaf, and every variant compares one number.
 */
function turn(draft: CompiledTrigger, path: string, { never, variants }: Turning) {
  const place = draft.condition.leaves.findIndex((leaf) => leaf.path === path)
  const leaf = draft.condition.leaves[place]
  if (!leaf) throw new Error(`A sweep passed the check: there is no leaf at "${path}"`)
  let known: Facts | undefined
  let value: ReturnType<typeof leaf.read>
  let truths: { held?: Truth; failed?: Truth } = {}

  return variants.map((variant): CompiledTrigger => {
    const own = variant.condition.leaves[place]
    const holdsAt = own && compileComparison(own, (one: typeof value) => one)
    const test = (facts: Facts): Truth => {
      if (facts !== known) {
        known = facts
        value = leaf.read(facts)
        truths = {}
      }
      const holds = holdsAt?.(value)
      // Missing at one threshold is missing at each.
      if (holds === undefined) return variant.condition.test(facts)
      if (holds) {
        if (!('held' in truths)) truths.held = draft.condition.wouldHold(facts, place)
        return truths.held
      }
      if (!('failed' in truths)) truths.failed = never.condition.test(facts)
      return truths.failed
    }
    return { ...variant, condition: { ...variant.condition, test } }
  })
}
