/** Compiles triggers, and says when one fires. */

import type { Trigger } from '../../shared/definition/trigger.ts'
import { trialEvents } from '../../shared/event/event.ts'
import type { Issue } from '../../shared/protocol/error.ts'
import { dayMs, durationMs } from '../../shared/value/duration.ts'
import { type CompiledCondition, compileCondition } from './condition.ts'
import { contradictionsIn } from './contradiction.ts'
import type { Facts } from './facts.ts'
import { leavesOf } from './leaves.ts'
import type { CompiledMeter } from './metered.ts'
import { daysReached, runningTrial, turnsOf } from './trial.ts'

export type CompiledTrigger = {
  trigger: Trigger
  condition: CompiledCondition
  cooldownMs: number
  expiresMs: number
  /** Names of the events that can make it true. */
  listens: ReadonlySet<string>
  /** Metered meters that it reads. */
  metered: readonly CompiledMeter[]
  /** Metered meters whose new period can change what it says. */
  resets: readonly string[]
  /** Whether time alone can change what it says. */
  isTimeDriven: boolean
}

/** `metered`: the meters that Brim reads itself, by name. */
export function compileTrigger(
  trigger: Trigger,
  metered: ReadonlyMap<string, CompiledMeter> = new Map(),
): CompiledTrigger {
  const condition = compileCondition(trigger.when, trigger.subject, 'when')
  const { ages, decays, drains, runways } = condition
  const meters = new Set(condition.meters)
  const ownMeters = [...meters].flatMap((name) => metered.get(name) ?? [])
  const resets = [...(trigger.rearm === 'after_false' ? meters : drains)].filter((name) =>
    metered.has(name),
  )
  return {
    trigger,
    condition,
    metered: ownMeters,
    resets,
    isTimeDriven:
      trigger.rearm === 'after_false' ||
      [ages, decays, runways, resets, condition.trials].some((reads) => reads.length > 0),
    cooldownMs: durationMs(trigger.cooldown),
    expiresMs: durationMs(trigger.expires),
    listens: new Set([
      ...condition.counters.map(({ counter }) => counter.event),
      ...(meters.size > ownMeters.length ? ['meter_read'] : []),
      // The limit of a metered meter stands in the account's traits.
      ...ownMeters.flatMap(({ counter }) => [counter.event, 'account_changed']),
      ...(condition.trials.length > 0 ? trialEvents : []),
      ...condition.traits.map((of) => `${of}_changed`),
    ]),
  }
}

/** What a trigger remembers of a subject that it has fired for. */
export type Firing = {
  firedAt: number
  /** The end of the meter's period that it has fired for; null for none. */
  periodEndsAt: number | null
  /** Whether the condition has been false since; kept for `after_false` only. */
  hasBeenFalse: boolean
}

/** One evaluation: whether it fires, and what is to be remembered from now on. */
export function step(
  compiled: CompiledTrigger,
  facts: Facts,
  last: Firing | undefined,
): { fires: boolean; firing: Firing | undefined } {
  const { rearm } = compiled.trigger
  if (compiled.condition.test(facts) !== true) {
    const isNews = last && !last.hasBeenFalse && rearm === 'after_false'
    return { fires: false, firing: isNews ? { ...last, hasBeenFalse: true } : last }
  }
  const isSilent = last && facts.now < silentUntil(compiled, last)
  if (isSilent || (last && rearm === 'after_false' && !last.hasBeenFalse)) {
    return { fires: false, firing: last }
  }
  const periodEndsAt = periodEnd(compiled, facts)
  return { fires: true, firing: { firedAt: facts.now, periodEndsAt, hasBeenFalse: false } }
}

/** Until its cooldown has passed, and, for a limit, until the period is over that it fired in. */
export function silentUntil(compiled: CompiledTrigger, last: Firing): number {
  return Math.max(last.firedAt + compiled.cooldownMs, last.periodEndsAt ?? 0)
}

/** The first reset among the meters of a limit trigger: it fires once per period. */
function periodEnd({ trigger, condition }: CompiledTrigger, facts: Facts): number | null {
  if (trigger.family !== 'limit') return null
  const resets = condition.meters
    .map((name) => facts.meter(name)?.resetsAt)
    .filter((at): at is number => at != null && at > facts.now)
  return resets.length > 0 ? Math.min(...resets) : null
}

/**
 * The next moment at which the condition can change although no event comes: an age is reached, a
 * count leaves its window, another day of a runway or a trial has passed. `undefined` for never.
 */
export function nextChange(compiled: CompiledTrigger, facts: Facts): number | undefined {
  const { condition, resets, trigger } = compiled
  const leaving = trigger.rearm === 'after_false' ? condition.counters : condition.decays
  const times = [
    ...condition.ages.flatMap(({ of, thresholds }) => {
      const since = facts.firstSeenAt(of)
      const turns = thresholds.flatMap(daysReached)
      return since === undefined ? [] : turns.map((days) => since + days * dayMs)
    }),
    ...condition.trials.flatMap(({ read, offer, thresholds }) => {
      const trial = runningTrial(facts.trials(), offer, facts.now)
      return trial ? thresholds.flatMap((days) => turnsOf(trial, read, days)) : []
    }),
    ...leaving.map(({ counter, window }) => facts.leavesAt(counter, window)),
    ...condition.runways.map((name) => (facts.meter(name) ? facts.now + dayMs : undefined)),
    ...resets.map((name) => facts.meter(name)?.resetsAt ?? undefined),
  ].filter((at): at is number => at !== undefined && at > facts.now)
  return times.length > 0 ? Math.min(...times) : undefined
}

/** What a trigger cannot ask: a visit's facts, which audiences alone know, and what can never be. */
export function issuesOfTrigger(trigger: Trigger): Issue[] {
  const unknown = leavesOf(trigger.when, 'when').flatMap(({ leaf, path }) =>
    'trait' in leaf && !/^(account|user)\./.test(leaf.trait)
      ? [{ path: `${path}.trait`, message: `Only an audience can look at "${leaf.trait}"` }]
      : [],
  )
  return [...unknown, ...contradictionsIn(trigger.when, 'when')]
}
