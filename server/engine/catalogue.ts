/** Everything that is published, compiled: what the hot path looks things up in. Swapped whole. */

import type { Meter } from '../../shared/definition/meter.ts'
import {
  type Copy,
  meterOf,
  type Nudge,
  type Placement,
  parsePlacement,
  wordsIn,
} from '../../shared/definition/nudge.ts'
import type { Offer, Plan } from '../../shared/definition/plan.ts'
import type { Trigger } from '../../shared/definition/trigger.ts'
import type { Play } from '../../shared/play/play.ts'
import type { ThemeTokens } from '../../shared/theme/theme.ts'
import { tokensOf } from '../../shared/theme/tokens.ts'
import { durationMs } from '../../shared/value/duration.ts'
import type { Settings } from '../../shared/workspace/settings.ts'
import { type CompiledGroup, compileGroup } from './cap-group.ts'
import { type CompiledCondition, compileCondition } from './condition.ts'
import type { Counter } from './counter.ts'
import { type Needed, neededBy } from './decide/needed.ts'
import { looksAtTrials } from './look.ts'
import { type CompiledMeter, compileMeter } from './metered.ts'
import { asksMore, type CompiledPlay, compilePlay, covers, inOrder } from './play/set-off.ts'
import { type Rules, rulesOf } from './rules.ts'
import { type CompiledTrigger, compileTrigger } from './trigger.ts'
import type { Window } from './window.ts'

/**
 * What is stored as published. `isCounting`: what it needs is being counted from the log, and
 * counted as it comes; until that is done nobody reads it.
 */
export type Published = {
  triggers: { body: Trigger; isLive: boolean; isCounting: boolean }[]
  nudges: { body: Nudge; isLive: boolean; version: number; publishedAt: number }[]
  offers: Offer[]
  plans: Plan[]
  meters: { body: Meter; isLive: boolean; isCounting: boolean }[]
  plays: { body: Play; isLive: boolean; version: number }[]
  settings: Settings
  /** Random, the workspace's own and the same for ever: what assignment is drawn with. */
  seed: string
}

export type CompiledNudge = {
  nudge: Nudge
  placement: Placement
  audience: CompiledCondition | undefined
  isLive: boolean
  version: number
  publishedAt: number
  startsAt: number | undefined
  endsAt: number | undefined
  rules: Rules
  /** The groups that it is capped with. */
  groups: readonly CompiledGroup[]
  /** The meter that it shows. */
  meter: string | undefined
  /** What each copy in it cannot be shown without. */
  needed: ReadonlyMap<Copy, Needed>
}

/** One counter, read with one window. */
export type CounterRead = { counter: Counter; window: Window }

export type Catalogue = {
  /** Every trigger, live or not: a nudge may name one that is paused. */
  triggers: ReadonlyMap<string, CompiledTrigger>
  /** Live triggers that time alone can make true. */
  timeDriven: readonly CompiledTrigger[]
  /** Of these, those that look at an account's trial for each of its users. */
  lookingAtTrials: readonly CompiledTrigger[]
  /** Live triggers by the events they listen to. */
  listeners: ReadonlyMap<string, readonly CompiledTrigger[]>
  /** Live triggers whose signals an event ends. */
  cancelledBy: ReadonlyMap<string, readonly string[]>
  /** Counters by the event they count, those that are not whole yet included. */
  counters: ReadonlyMap<string, readonly Counter[]>
  /** What the listeners of an event read when it comes. */
  reads: ReadonlyMap<string, readonly CounterRead[]>
  /** What the gates read: counters of the triggers that nudges name. */
  gateReads: readonly CounterRead[]
  /** The triggers that nudges name, live or not: the gates ask for their signals. */
  gateTriggers: readonly CompiledTrigger[]
  nudges: readonly CompiledNudge[]
  /** The candidates of each placement. */
  nudgesAt: ReadonlyMap<string, readonly CompiledNudge[]>
  /** Placements of live nudges: what can be armed. */
  placements: readonly string[]
  offers: ReadonlyMap<string, Offer>
  /** Live nudges by the offer that they propose. */
  proposing: ReadonlyMap<string, readonly CompiledNudge[]>
  plans: ReadonlyMap<string, Plan>
  /** Meters that Brim reads itself. */
  meters: ReadonlyMap<string, CompiledMeter>
  /** Live plays, in the order in which they are looked at. */
  plays: readonly CompiledPlay[]
  /** How far back any of them asks who has shown a signal; 0 where none does. */
  playPeopleMs: number
  /** Whether any of them asks how ready an account is. */
  playsAskReadiness: boolean
  /** Triggers of whose signals one of them asks either. */
  playsAskOf: ReadonlySet<string>
  settings: Settings
  /** How its prompts look, where that is not as Brim has it. */
  theme: ThemeTokens | undefined
  seed: string
  /** How far back showings to an account matter to any cap. */
  accountCapMs: number
}

export function compileCatalogue(published: Published): Catalogue {
  const metered = published.meters.map((one) => ({ ...one, meter: compileMeter(one.body) }))
  const byName = new Map(metered.map((one) => [one.body.key, one.meter]))
  const compiled = published.triggers.map((one) => ({
    ...one,
    trigger: compileTrigger(one.body, byName),
  }))
  const live = compiled.filter((one) => one.isLive).map((one) => one.trigger)
  const { settings, seed } = published
  const authored = published.nudges.map((one) => one.body)
  const groups = settings.capGroups.map((group) => compileGroup(group, authored))
  const nudges = published.nudges.map((one) => compileNudge(one, settings, groups))
  const plays = published.plays
    .filter((one) => one.isLive)
    .map((one) => compilePlay(one.body, one.version))
    .sort(inOrder)
  const listeners = groupBy(live, (one) => [...one.listens])
  const named = new Set(nudges.map((one) => one.nudge.trigger))
  return {
    triggers: new Map(compiled.map(({ trigger }) => [trigger.trigger.key, trigger])),
    timeDriven: live.filter((one) => one.isTimeDriven),
    lookingAtTrials: live.filter(looksAtTrials),
    listeners,
    reads: mapValues(listeners, readsOf),
    gateReads: readsOf(live.filter((one) => named.has(one.trigger.key))),
    gateTriggers: compiled.map((one) => one.trigger).filter((one) => named.has(one.trigger.key)),
    cancelledBy: mapValues(
      groupBy(live, (one) => one.trigger.cancelOn),
      (triggers) => triggers.map((one) => one.trigger.key),
    ),
    counters: groupBy(
      countersOf(compiled.filter(isCounted), metered.filter(isCounted)),
      (counter) => [counter.event],
    ),
    nudges,
    nudgesAt: groupBy(nudges, (one) => [one.nudge.placement]),
    placements: [
      ...new Set(nudges.filter((one) => one.isLive).map((one) => one.nudge.placement)),
    ].sort(),
    offers: new Map(published.offers.map((one) => [one.key, one])),
    proposing: groupBy(
      nudges.filter((one) => one.isLive),
      ({ nudge }) => [nudge.offer],
    ),
    plans: new Map(published.plans.map((one) => [one.key, one])),
    meters: new Map(metered.filter((one) => one.isLive).map((one) => [one.body.key, one.meter])),
    plays,
    playPeopleMs: Math.max(0, ...plays.map((one) => one.peopleMs)),
    playsAskReadiness: plays.some((one) => one.play.for.readiness !== undefined),
    playsAskOf: new Set(
      live
        .map(({ trigger: { key, family } }) => ({ trigger: key, family }))
        .filter((kind) => plays.some((one) => asksMore(one) && covers(one.play, kind)))
        .map((kind) => kind.trigger),
    ),
    settings,
    theme: tokensOf(settings.theme),
    seed,
    accountCapMs: Math.max(
      durationMs(settings.budget.promptsPerAccount.every),
      ...settings.capGroups.map((group) => durationMs(group.every)),
      ...nudges.map(({ rules }) => (rules.perAccount ? durationMs(rules.perAccount.every) : 0)),
    ),
  }
}

export function compileNudge(
  one: Published['nudges'][number],
  settings: Settings,
  groups: readonly CompiledGroup[],
): CompiledNudge {
  const placement = parsePlacement(one.body.placement)
  if (!placement) throw new Error(`Placement "${one.body.placement}" passed the schema`)
  const { startsAt, endsAt } = one.body.schedule
  const { key, format } = one.body
  return {
    nudge: one.body,
    placement,
    audience: one.body.audience && compileCondition(one.body.audience, 'user', 'audience'),
    isLive: one.isLive,
    version: one.version,
    publishedAt: one.publishedAt,
    startsAt: startsAt === undefined ? undefined : Date.parse(startsAt),
    endsAt: endsAt === undefined ? undefined : Date.parse(endsAt),
    rules: rulesOf(one.body, settings.defaults),
    meter: meterOf(one.body),
    groups: groups.filter((group) => group.has({ nudge: key, format })),
    needed: new Map(
      wordsIn(one.body)
        .flatMap(({ copies }) => Object.values(copies))
        .map((copy) => [copy, neededBy(copy)]),
    ),
  }
}

function isCounted(one: { isLive: boolean; isCounting: boolean }): boolean {
  return one.isLive || one.isCounting
}

/** Counters, shared between all that read them. */
function countersOf(
  triggers: readonly { trigger: CompiledTrigger }[],
  meters: readonly { meter: CompiledMeter }[],
): Counter[] {
  const counters = [
    ...triggers.flatMap((one) => one.trigger.condition.counters),
    ...meters.map((one) => one.meter),
  ].map((one) => one.counter)
  return [...new Map(counters.map((one) => [one.key, one])).values()]
}

/** What the conditions of triggers read of counters, each once. */
export function readsOf(triggers: readonly CompiledTrigger[]): CounterRead[] {
  const reads = triggers.flatMap((one) => one.condition.counters)
  return [
    ...new Map(
      reads.map((one) => [`${one.counter.key} ${one.window.buckets} ${one.window.back}`, one]),
    ).values(),
  ]
}

function groupBy<T>(all: readonly T[], keysOf: (one: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    for (const key of new Set(keysOf(one))) {
      const group = groups.get(key)
      if (group) group.push(one)
      else groups.set(key, [one])
    }
  }
  return groups
}

function mapValues<A, B>(map: Map<string, A>, change: (value: A) => B): Map<string, B> {
  return new Map([...map].map(([key, value]) => [key, change(value)]))
}
