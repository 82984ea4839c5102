/** Compiles triggers, and says when one fires. */
import { durationMs } from '../../shared/duration.ts'
import type { Issue } from '../../shared/error.ts'
import type { Trigger } from '../../shared/trigger.ts'
import { type CompiledCondition, compileCondition } from './condition.ts'
import type { Facts } from './facts.ts'
import { leavesOf } from './leaves.ts'

export type CompiledTrigger = {
  trigger: Trigger
  condition: CompiledCondition
  cooldownMs: number
  expiresMs: number
  /** Names of the events that can make it true. */
  listens: ReadonlySet<string>
}

export function compileTrigger(trigger: Trigger): CompiledTrigger {
  const condition = compileCondition(trigger.when, trigger.subject, 'when')
  return {
    trigger,
    condition,
    cooldownMs: durationMs(trigger.cooldown),
    expiresMs: durationMs(trigger.expires),
    listens: new Set([
      ...condition.counters.map(({ counter }) => counter.event),
      ...(condition.meters.length > 0 ? ['meter_read'] : []),
      ...condition.traits.map((of) => `${of}_changed`),
    ]),
  }
}

/** A trigger fires when its condition holds and its cooldown has passed. */
export function fires(
  compiled: CompiledTrigger,
  facts: Facts,
  lastFiredAt: number | undefined,
  now: number,
): boolean {
  if (lastFiredAt !== undefined && now - lastFiredAt < compiled.cooldownMs) return false
  return compiled.condition.test(facts) === true
}

/** Parts of the language that this version cannot evaluate: refused, never ignored. */
export function notEvaluatedYet(trigger: Trigger): Issue[] {
  const issues = leavesOf(trigger.when, 'when').flatMap(({ leaf, path }) => {
    if ('trait' in leaf) {
      return isKnownToTriggers(leaf.trait)
        ? []
        : [{ path: `${path}.trait`, message: `Only an audience can look at "${leaf.trait}"` }]
    }
    const late = lateMeasures.find((one) => one in leaf.measure)
    if (late) return [notYet(`${path}.measure.${late}`, `The measure "${late}"`)]
    return 'meter' in leaf.measure && leaf.measure.meter.read === 'runwayDays'
      ? [notYet(`${path}.measure.meter.read`, '"runwayDays"')]
      : []
  })
  return trigger.rearm === 'after_false' ? [...issues, notYet('rearm', '"after_false"')] : issues
}

const lateMeasures = ['growth', 'newFeatures', 'signals', 'age'] as const

function notYet(path: string, what: string): Issue {
  return { path, message: `${what} cannot be evaluated yet` }
}

function isKnownToTriggers(trait: string): boolean {
  return trait.startsWith('account.') || trait.startsWith('user.')
}
