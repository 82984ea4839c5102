/** Runs variants of one trigger side by side, none of which may hear of the others. */
import type { Trigger } from '../../../shared/trigger.ts'
import { compileTrigger } from '../trigger.ts'
import { createFold, type Firing, type Fold, type FoldOptions } from './fold.ts'

export type VariantsOptions = Pick<FoldOptions, 'catalogue' | 'logStart'> & {
  /** All of one key and one shape: they differ in operands. */
  triggers: readonly Trigger[]
  onFiring(variant: number, firing: Firing): void
}

/**
 * One world serves them all, each under a key that no trigger can have. Variants that listen to
 * signals would hear each other there: each of them has a world of its own.
 */
export function createVariants(options: VariantsOptions): Pick<Fold, 'take' | 'passTime'> {
  const { triggers, catalogue, logStart, onFiring } = options
  const compiled = triggers.map((one) => compileTrigger(one, catalogue.meters))
  const common = { catalogue, logStart }
  if (compiled.some((one) => one.listens.has('signal_fired'))) {
    const folds = compiled.map((one, variant) =>
      createFold({
        ...common,
        triggers: [one],
        onFiring: (firing) => onFiring(variant, firing),
      }),
    )
    return {
      take: (entry) => folds.forEach((fold) => void fold.take(entry)),
      passTime: (until) => folds.forEach((fold) => void fold.passTime(until)),
    }
  }
  const key = triggers[0]?.key
  const fold = createFold({
    ...common,
    triggers: compiled.map((one, variant) => ({
      ...one,
      trigger: { ...one.trigger, key: `${variant} ${key}` },
    })),
    onFiring: (firing) => onFiring(Number.parseInt(firing.trigger, 10), firing),
  })
  return {
    passTime: fold.passTime,
    take(entry) {
      // The fold knows its own signals by their key, which is another one here.
      if (entry.name !== 'signal_fired' || entry.properties.trigger !== key) fold.take(entry)
    },
  }
}
