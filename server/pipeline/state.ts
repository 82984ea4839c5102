/**
 * The rows that one group of work reads and changes, in memory for the length of its transaction.
 * `load.ts` fills it, `apply.ts` and `answer.ts` change it, `write.ts` writes what is in `out`.
 */
import type { ConversionKind } from '../../shared/conversion.ts'
import type { Destination } from '../../shared/delivery.ts'
import type { Consent, Outcome, Properties, Traits } from '../../shared/event.ts'
import type { EventSource } from '../../shared/live.ts'
import type { Prompt } from '../../shared/prompt.ts'
import type { Signal } from '../../shared/signal.ts'
import type { Impression, OfferMade, Wish } from '../engine/decide/question.ts'
import type { Reading } from '../engine/facts.ts'
import type { Trial } from '../engine/trial.ts'
import type { Firing } from '../engine/trigger.ts'
import { lastBucket, type Window } from '../engine/window.ts'
import type { ExplainedDecision } from './pipeline.ts'

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

export type LogRow = {
  seq: number
  messageId: string
  name: string
  account: string
  user: string | null
  source: EventSource
  properties: Properties
  occurredAt: number
  receivedAt: number
}

export type StoredDecision = {
  id: string
  account: string
  user: string
  placement: string
  nudge: string | null
  prompt: Prompt | null
  armed: boolean
  createdAt: number
  expiresAt: number
  shownAt: number | null
  outcomes: Set<Outcome>
}

export type OutcomeRow = {
  decision: string
  outcome: Outcome
  nudge: string
  account: string
  user: string
  action: string | null
  at: number
}

/** `decision`: what granted it; null where a backend did. `hasEnded`: the log says so. */
export type StoredTrial = Trial & { decision: string | null; hasEnded: boolean }

/** What is to be told to others; due at once. `body` is the JSON text that is sent. */
export type DeliveryRow = {
  id: string
  destination: Destination
  type: string
  body: string
  createdAt: number
}

export type ConversionRow = {
  messageId: string
  account: string
  user: string | null
  kind: ConversionKind
  plan: string | null
  offer: string | null
  decision: string | null
  mrrDelta: number | null
  currency: string | null
  at: number
}

export type State = {
  lastSeq: number
  /** Message ids that are in the log. */
  known: Set<string>
  accounts: Map<string, Known>
  users: Map<string, Known>
  /** By account and name. */
  meters: Map<string, Reading>
  /** What was counted before this group, by `readPlace`; `out` has what the group adds. */
  totals: Map<string, { total: number; oldest: number }>
  /** Which members were seen before this group, by `readPlace`. */
  members: Map<string, Map<string, { uses: number; oldest: number }>>
  /** By measure and subject: the bucket in which each member was last seen, the group's included. */
  latest: Map<string, Map<string, number>>
  /** By measure and subject: when each member was first seen. */
  firsts: Map<string, Map<string, number>>
  /** By name and account: the last reading of each day, oldest first. */
  meterDays: Map<string, MeterDay[]>
  /** By `wakeupPlace`: when a condition is to be looked at again. */
  wakeups: Map<string, number>
  /** By trigger and subject. */
  firings: Map<string, Firing>
  /** Active signals by account. */
  signals: Map<string, Signal[]>
  decisions: Map<string, StoredDecision>
  impressions: Map<string, Impression & { decision: string }>
  /** By user and nudge. */
  wishes: Map<string, Wish>
  /** By account. */
  trials: Map<string, StoredTrial[]>
  /** By offer and account. */
  offersMade: Map<string, OfferMade>
  out: Out
}

/** What is to be written. Keys into the maps above where the newest row counts, rows elsewhere. */
export type Out = {
  events: LogRow[]
  accounts: Set<string>
  users: Set<string>
  meters: Set<string>
  /** By measure and subject: what is added to each bucket. */
  totals: Map<string, Map<number, number>>
  /** By measure and subject: who was seen in each bucket, and how often. */
  members: Map<string, Map<number, Map<string, number>>>
  /** By measure and subject: who was seen later than is known. */
  latest: Map<string, Set<string>>
  /** By measure and subject: the earliest that the group has seen of each member. */
  firsts: Map<string, Map<string, number>>
  meterDays: Set<string>
  /** By `wakeupPlace`; null for none any more. */
  wakeups: Map<string, number | null>
  firings: Set<string>
  signals: Signal[]
  cancelled: Signal[]
  decisions: { decision: ExplainedDecision; stored: StoredDecision }[]
  shown: StoredDecision[]
  impressions: (Impression & { decision: string })[]
  outcomes: OutcomeRow[]
  wishes: (Wish & { user: string; nudge: string; at: number })[]
  /** By offer and account. */
  trials: Set<string>
  deliveries: DeliveryRow[]
  /** Triggers that are to look at every user of an account. */
  wakeUsers: { trigger: string; account: string; at: number }[]
  offersMade: Set<string>
  conversions: ConversionRow[]
}

/** Joins the parts of a composite key. */
export function place(a: string | number, b: string): string {
  return `${a}\n${b}`
}

/** A trigger and whom it may wake for; no user where its subject is the account. */
export function wakeupPlace(trigger: string, account: string, user: string | null): string {
  return JSON.stringify([trigger, account, user ?? ''])
}

/** Where the answer of one read is kept: a measure, a window as of now, a subject. */
export function readPlace(measure: number, window: Window, now: number, subject: string): string {
  return `${measure} ${window.buckets} ${lastBucket(window, now)}\n${subject}`
}

/** The parts of a composite key. The first has no line break: a number or an author's key. */
export function partsOf(joined: string): [string, string] {
  const cut = joined.indexOf('\n')
  return [joined.slice(0, cut), joined.slice(cut + 1)]
}

export function emptyState(): State {
  return {
    lastSeq: 0,
    known: new Set(),
    accounts: new Map(),
    users: new Map(),
    meters: new Map(),
    totals: new Map(),
    members: new Map(),
    latest: new Map(),
    firsts: new Map(),
    meterDays: new Map(),
    wakeups: new Map(),
    firings: new Map(),
    signals: new Map(),
    decisions: new Map(),
    impressions: new Map(),
    wishes: new Map(),
    trials: new Map(),
    offersMade: new Map(),
    out: {
      events: [],
      accounts: new Set(),
      users: new Set(),
      meters: new Set(),
      totals: new Map(),
      members: new Map(),
      latest: new Map(),
      firsts: new Map(),
      meterDays: new Set(),
      wakeups: new Map(),
      firings: new Set(),
      signals: [],
      cancelled: [],
      decisions: [],
      shown: [],
      impressions: [],
      outcomes: [],
      wishes: [],
      trials: new Set(),
      deliveries: [],
      wakeUsers: [],
      offersMade: new Set(),
      conversions: [],
    },
  }
}

/** What is known of a subject: what was said by those who know wins over what a browser said. */
export function effectiveTraits(known: Known | undefined): Traits {
  return known ? { ...known.hints, ...known.traits } : {}
}

/** The value at a key, made when there is none. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
