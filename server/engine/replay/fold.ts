/**
 * Runs triggers over the log: the same projection, the same looks and the same order as live, with
 * counts in memory instead of rows. What would have fired is what does fire.
 */
import type { Counter, Happening } from '../counter.ts'
import type { Facts } from '../facts.ts'
import { isWokenBy, type Looked, look, looksAtTrials, wakeUsers, welcome } from '../look.ts'
import { changes, project } from '../project.ts'
import { isTrialEvent } from '../trial.ts'
import type { CompiledTrigger } from '../trigger.ts'
import { type Entry, emptyWorld, see, type World } from '../world.ts'
import { type Catalogued, type Counts, type Situation, WorldFacts } from '../world-facts.ts'
import { createDueQueue } from './due-queue.ts'
import { knowsEverybody } from './names.ts'
import { createTally, type Tally } from './tally.ts'

/** An entry of the log, with its user's department as known when it came. */
export type LoggedEntry = Entry & { department: string | null }

export type Firing = { trigger: string; account: string; user: string | null; at: number }

export type KnownBefore = { account: string; user: string | null; at: number }

export type FoldOptions = {
  /** Keys are different: variants of one trigger go under keys of their own. */
  triggers: readonly CompiledTrigger[]
  catalogue: Catalogued
  /** Epoch ms of the log's start, where retention has cut it; else 0. */
  logStart: number
  /** Who was known before that, accounts first, with the moment in which they were first seen. */
  knownBefore?: readonly KnownBefore[]
  onFiring(firing: Firing): void
  /** Called with each look, before it has an effect. */
  onLook?(compiled: CompiledTrigger, who: Looked, facts: Facts): void
}

export type Fold = {
  /** The next entry of the log. */
  take(entry: LoggedEntry): void
  /** Lets time pass until then, without an entry. */
  passTime(until: number): void
  /** What conditions see of somebody. */
  factsOf(who: Looked, now: number): Facts
  world: World
}

export function createFold(options: FoldOptions): Fold {
  const { triggers, catalogue, logStart, knownBefore = [], onFiring, onLook } = options
  const world = emptyWorld()
  const dues = createDueQueue()
  const timeDriven = triggers.filter((one) => one.isTimeDriven)
  const isEverybodyKnown = triggers.some(knowsEverybody)
  const ofTrials = timeDriven.filter(looksAtTrials)
  const own = new Map(triggers.map((one) => [one.trigger.key, one]))
  const listeners = groupBy(triggers, (one) => one.listens)
  const tallies = new Map<string, Tally>()
  const counted = new Map<string, { counter: Counter; tally: Tally }[]>()
  const readMeters = new Set(triggers.flatMap((one) => one.condition.meters))
  for (const counter of [
    ...triggers.flatMap((one) => one.condition.counters.map((read) => read.counter)),
    ...[...readMeters].flatMap((name) => catalogue.meters.get(name)?.counter ?? []),
  ]) {
    if (tallies.has(counter.key)) continue
    const tally = createTally(counter)
    tallies.set(counter.key, tally)
    counted.set(counter.event, [...(counted.get(counter.event) ?? []), { counter, tally }])
  }

  for (const { account, user, at } of knownBefore) {
    const { isNew } = see(world, { account, user, receivedAt: at })
    const met = { account, user, receivedAt: logStart }
    for (const place of welcome(world, timeDriven, met, isNew)) {
      dues.add({ due: world.wakeups.get(place) ?? 0, at: place })
    }
  }

  const subjectOf = ({ account, user }: Situation, { scope }: Counter) =>
    scope === 'account' ? account : user
  const counts: Counts = {
    counted: (about, counter, window) =>
      tallies.get(counter.key)?.counted(subjectOf(about, counter), window, about.now) ?? 0,
    leavesAt: (about, counter, window) =>
      tallies.get(counter.key)?.leavesAt(subjectOf(about, counter), window, about.now),
    buckets: (about, counter, window) =>
      tallies.get(counter.key)?.buckets(subjectOf(about, counter), window, about.now) ?? [],
    newFeatures(about, counter, window, asked) {
      const since = Math.max(asked.since, logStart)
      const tally = tallies.get(counter.key)
      return tally?.newFeatures(about.account, window, about.now, { ...asked, since }) ?? 0
    },
  }
  const source = { world, catalogue, counts }
  const factsOf = ({ account, user }: Looked, now: number): Facts =>
    new WorldFacts(source, { account, user, now })

  /** The same for all that are looked at for somebody at one moment, until something else happens. */
  let shared: { account: string; user: string | null; facts: Facts } | undefined
  const sharedFacts = ({ account, user }: Looked, now: number): Facts => {
    const isSame = shared?.account === account && shared.user === user && shared.facts.now === now
    if (!shared || !isSame) shared = { account, user, facts: factsOf({ account, user }, now) }
    return shared.facts
  }

  const lookAt = (compiled: CompiledTrigger, who: Looked, now: number) => {
    const facts = sharedFacts(who, now)
    onLook?.(compiled, who, facts)
    // What is not true leaves no trace, but where time drives it: by far the most looks end here.
    if (!compiled.isTimeDriven && compiled.condition.test(facts) !== true) return
    const { fires, wakeup } = look(world, compiled, who, facts)
    if (wakeup && wakeup.due !== null) dues.add({ due: wakeup.due, at: wakeup.at })
    if (fires) fire(compiled, who, now)
  }

  const fire = ({ trigger }: CompiledTrigger, { account, user }: Looked, at: number) => {
    onFiring({ trigger: trigger.key, account, user, at })
    enter({
      messageId: '',
      name: 'signal_fired',
      account,
      user,
      department: null,
      source: 'brim',
      properties: { trigger: trigger.key },
      occurredAt: at,
      receivedAt: at,
    })
  }

  const count = (happening: Happening, account: string) => {
    for (const { counter, tally } of counted.get(happening.name) ?? []) {
      const subject = counter.scope === 'account' ? account : happening.user
      const taken = subject === null ? undefined : counter.take(happening)
      if (subject === null || taken === undefined) continue
      tally.add(subject, taken, happening.occurredAt)
    }
  }

  const enter = (entry: LoggedEntry) => {
    const { account, user, receivedAt } = entry
    shared = undefined
    if (isEverybodyKnown || changes.has(entry.name)) {
      const { isNew } = project(world, entry)
      const woken = welcome(world, timeDriven, entry, isNew)
      if (isTrialEvent(entry.name)) woken.push(...wakeUsers(world, ofTrials, entry))
      for (const at of woken) dues.add({ due: world.wakeups.get(at) ?? 0, at })
    }
    count(entry, account)
    for (const compiled of listeners.get(entry.name) ?? []) {
      if (isWokenBy(compiled, entry)) lookAt(compiled, { account, user }, receivedAt)
    }
  }

  const passTime = (until: number) => {
    for (let next = dues.next(until); next; next = dues.next(until)) {
      const { due, at } = next
      // It has moved to another time since.
      if (world.wakeups.get(at) !== due) continue
      const [key, account, user] = JSON.parse(at) as [string, string, string]
      const compiled = own.get(key)
      if (!compiled) continue
      lookAt(compiled, { account, user: user === '' ? null : user }, due)
      if (world.wakeups.get(at) === due) world.wakeups.delete(at)
    }
  }

  return {
    world,
    passTime,
    factsOf,
    take(entry) {
      passTime(entry.receivedAt)
      // What these triggers did when they were live is not what they do here.
      const isOwn = entry.name === 'signal_fired' && own.has(String(entry.properties.trigger))
      if (!isOwn) enter(entry)
    },
  }
}

function groupBy<T>(all: readonly T[], keysOf: (one: T) => Iterable<string>): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    for (const key of keysOf(one)) groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return groups
}
