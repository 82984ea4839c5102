/**
 * What is known of everybody, as far as conditions can ask: the log, projected. Live, the rows of
 * one group of work; in replay, everything that has happened so far. Both bring entries in here.
 */
import { dayMs } from '../../shared/duration.ts'
import {
  type Consent,
  consent,
  type FactValue,
  type Properties,
  type Traits,
  type TrialEvent,
  trialEvents,
} from '../../shared/event.ts'
import type { EventSource } from '../../shared/live.ts'
import type { Reading } from './facts.ts'
import type { KnownTrial } from './trial.ts'
import type { Firing } from './trigger.ts'
import { bucketAt } from './window.ts'

/** An account or a user. `traits` are trusted, `hints` are what browsers said. */
export type Known = {
  id: string
  /** The account a user last acted in; empty for accounts. */
  account: string
  traits: Traits
  hints: Traits
  /** What a user has said to prompts; null for nothing yet, and for accounts. */
  consent: Consent | null
  firstSeenAt: number
  lastSeenAt: number
}

/** The last reading of a day, UTC. */
export type MeterDay = Reading & { day: number }

export type World = {
  accounts: Map<string, Known>
  users: Map<string, Known>
  /** By name and account. */
  meters: Map<string, Reading>
  /** By name and account: the last reading of each day, oldest first. */
  meterDays: Map<string, MeterDay[]>
  /** By account. */
  trials: Map<string, KnownTrial[]>
  /** By trigger and subject. */
  firings: Map<string, Firing>
  /** By `wakeupPlace`: when a condition is to be looked at again. */
  wakeups: Map<string, number>
}

/** One entry of the log. */
export type Entry = {
  messageId: string
  name: string
  account: string
  user: string | null
  source: EventSource
  properties: Properties
  occurredAt: number
  receivedAt: number
}

export function emptyWorld(): World {
  return {
    accounts: new Map(),
    users: new Map(),
    meters: new Map(),
    meterDays: new Map(),
    trials: new Map(),
    firings: new Map(),
    wakeups: new Map(),
  }
}

/** Joins the parts of a composite key. */
export function place(a: string | number, b: string): string {
  return `${a}\n${b}`
}

/** A trigger and whom it may wake for; no user where its subject is the account. */
export function wakeupPlace(trigger: string, account: string, user: string | null): string {
  return JSON.stringify([trigger, account, user ?? ''])
}

export type Newcomers = { account: boolean; user: boolean }

/** What an entry has changed, for who keeps rows of it. */
export type Projected = {
  /** Whether the account, and whether the user, was not known before. */
  isNew: Newcomers
  /** Name and account of a meter with a newer reading. */
  meter: string | undefined
}

/** Entries that change more than when somebody was last there. */
export const changes: ReadonlySet<string> = new Set([
  'meter_read',
  'account_changed',
  'user_changed',
  'consent_changed',
  ...trialEvents,
])

export function project(world: World, entry: Entry): Projected {
  const { account, user, source, properties } = entry
  const isNew = see(world, entry)
  let meter: string | undefined
  if (entry.name === 'meter_read') meter = takeReading(world, entry)
  if (entry.name === 'account_changed') {
    mergeTraits(world.accounts.get(account), source, properties)
  }
  if (entry.name === 'user_changed' && user !== null) {
    mergeTraits(world.users.get(user), source, properties)
  }
  if (entry.name === 'consent_changed' && user !== null) {
    const known = world.users.get(user)
    if (known) known.consent = consent.parse(properties.consent)
  }
  if (isTrialEvent(entry.name)) changeTrial(world, entry, entry.name)
  return { isNew, meter }
}

/** Notes that the account and the user were there; answers who was not known before. */
export function see(
  world: World,
  { account, user, receivedAt: at }: Pick<Entry, 'account' | 'user' | 'receivedAt'>,
): Newcomers {
  return {
    account: seeOne(world.accounts, account, '', at),
    user: user !== null && seeOne(world.users, user, account, at),
  }
}

function seeOne(all: Map<string, Known>, id: string, account: string, at: number): boolean {
  const known = all.get(id)
  if (known) {
    known.account = account
    known.lastSeenAt = Math.max(known.lastSeenAt, at)
    return false
  }
  all.set(id, {
    id,
    account,
    traits: {},
    hints: {},
    consent: null,
    firstSeenAt: at,
    lastSeenAt: at,
  })
  return true
}

/** What is known of somebody: what was said by those who know wins over what a browser said. */
export function effectiveTrait(known: Known | undefined, name: string): FactValue | undefined {
  if (!known) return undefined
  const { traits, hints } = known
  if (Object.hasOwn(traits, name)) return traits[name]
  return Object.hasOwn(hints, name) ? hints[name] : undefined
}

/** Where what somebody says is kept: a browser's word is a hint. */
export function traitsSaidBy(source: EventSource): 'traits' | 'hints' {
  return source === 'widget' ? 'hints' : 'traits'
}

/** What of the given would be news; `null` forgets. */
export function changedTraits(before: Traits, given: Traits): Traits {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => !isSame(Object.hasOwn(before, name) ? before[name] : undefined, value),
    ),
  )
}

function isSame(a: FactValue | undefined, b: FactValue): boolean {
  return (a ?? null) === b || JSON.stringify(a ?? null) === JSON.stringify(b)
}

function mergeTraits(known: Known | undefined, source: EventSource, changed: Traits) {
  const into = known?.[traitsSaidBy(source)] ?? {}
  for (const [name, value] of Object.entries(changed)) {
    if (value === null) delete into[name]
    else into[name] = value
  }
}

export function isTrialEvent(name: string): name is TrialEvent {
  return trialEvents.some((one) => one === name)
}

/** One trial an account and offer: what comes later changes it. */
function changeTrial(world: World, { account, occurredAt, properties }: Entry, name: TrialEvent) {
  const offer = String(properties.offer)
  const trials = world.trials.get(account) ?? []
  world.trials.set(account, trials)
  const trial = trials.find((one) => one.offer === offer)
  const endsAt = Number(properties.endsAt)
  switch (name) {
    case 'trial_started': {
      const decision = typeof properties.decision === 'string' ? properties.decision : null
      const plan = String(properties.plan)
      const started = { offer, plan, startedAt: occurredAt, endsAt, decision, hasEnded: false }
      if (!trial) trials.push(started)
      break
    }
    case 'trial_extended':
      if (trial) Object.assign(trial, { endsAt, hasEnded: false })
      break
    case 'trial_ended':
      if (trial) Object.assign(trial, { endsAt: occurredAt, hasEnded: true })
      break
    default:
      name satisfies never
  }
}

/** Answers the meter's place, unless the reading came late: then it is history, not the newest. */
function takeReading(world: World, { account, occurredAt, properties }: Entry): string | undefined {
  const at = place(String(properties.meter), account)
  const newest = world.meters.get(at)
  if (newest && newest.at > occurredAt) return undefined
  const reading = {
    used: Number(properties.used),
    limit: numberOrNull(properties.limit),
    resetsAt: numberOrNull(properties.resetsAt),
    at: occurredAt,
  }
  world.meters.set(at, reading)
  const days = world.meterDays.get(at)
  const day = { day: bucketAt(reading.at, dayMs), ...reading }
  if (!days) world.meterDays.set(at, [day])
  else if (days.at(-1)?.day === day.day) days[days.length - 1] = day
  else days.push(day)
  return at
}

function numberOrNull(value: FactValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}
