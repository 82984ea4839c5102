/**
 * The rows that one group of work reads and changes, in memory for the length of its transaction.
 * `load.ts` fills it, `record.ts` and `answer.ts` change it, `write.ts` writes what is in `out`.
 */

import type { Claim } from '../../../shared/account/claim.ts'
import type { Evidence, Signal } from '../../../shared/account/signal.ts'
import type { NewAuditEntry } from '../../../shared/audit/entry.ts'
import type { Prompt } from '../../../shared/decision/prompt.ts'
import type { AlertData } from '../../../shared/destination/message.ts'
import type { ConversionKind } from '../../../shared/event/conversion.ts'
import type { Outcome } from '../../../shared/event/event.ts'
import type { PlayOutcome } from '../../../shared/play/play.ts'
import type { Impression, OfferMade, Request, Wish } from '../../engine/decide/question.ts'
import type { Shown } from '../../engine/play/set-off.ts'
import { lastBucket, type Window } from '../../engine/window.ts'
import { type Entry, emptyWorld, type World } from '../../engine/world.ts'
import type { Erased } from '../erasure/tombstones.ts'
import type { ExplainedDecision } from '../work.ts'

/** What is asked of one while it lasts; its evidence is read by those who are told of it. */
export type ActiveSignal = Pick<Signal, 'id' | 'trigger' | 'user' | 'expiresAt' | 'cancelledAt'>

export type LogRow = Entry & { seq: number; department: string | null }

export type StoredDecision = {
  id: string
  account: string
  user: string
  placement: string
  nudge: string | null
  prompt: Prompt | null
  device: string | null
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
  arm: string | null
  at: number
}

export type ImpressionRow = Impression & {
  decision: string
  arm: string | null
  /** Of the copy that was drawn, or would have been. */
  locale: string
  plan: string | null
  device: string | null
}

export type RequestRow = Omit<Request, 'name'> & { account: string; decision: string }

/** What is to be told to others; due at once. `body` is the JSON text that is sent. */
export type DeliveryRow = {
  id: string
  /** The id of where it goes. */
  destination: string
  type: string
  body: string
  createdAt: number
}

/** What became of a play that was looked at for a signal. */
export type PlayRow = {
  signal: string
  play: string
  version: number
  account: string
  user: string | null
  at: number
  outcome: PlayOutcome
  evidence: Evidence[]
  /** How many have shown it; null where it does not ask. */
  people: number | null
  /** The account’s score; null where it does not ask, or there was none. */
  readiness: number | null
  /** The play that went before. */
  after: string | null
}

/** What somebody at sales is to be told; its way into the outbox is `play/place-alerts.ts`. */
export type AlertRow = {
  id: string
  way: 'alert' | 'digest'
  /** Where it goes instead of a rep. */
  destination: string | null
  data: AlertData
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

export type State = World & {
  lastSeq: number
  erased: Erased
  /** Message ids that are in the log, or have changed nothing. */
  known: Set<string>
  /** What was counted before this group, by `readPlace`; `out` has what the group adds. */
  totals: Map<string, { total: number; oldest: number }>
  /** Which members were seen before this group, by `readPlace`. */
  members: Map<string, Map<string, { uses: number; oldest: number }>>
  /** By measure and subject: the bucket in which each member was last seen, the group's included. */
  latest: Map<string, Map<string, number>>
  /** By measure and subject: when each member was first seen. */
  firsts: Map<string, Map<string, number>>
  /** By measure and subject: what each bucket counted before this group, for metered meters. */
  days: Map<string, Map<number, number>>
  /** Active signals by account: those that the group asks for or may end. */
  signals: Map<string, ActiveSignal[]>
  /** By account: what its people have shown, as far back as a play asks. */
  shown: Map<string, Shown[]>
  /** By account: its score, where a play asks for it. */
  readiness: Map<string, number>
  /** By account: when a rep was told of it, as far back as the budget counts. */
  touches: Map<string, number[]>
  decisions: Map<string, StoredDecision>
  impressions: Map<string, Impression & { decision: string }>
  /** By user and nudge. */
  wishes: Map<string, Wish>
  /** By account; a claim that has ended may still be there. */
  claims: Map<string, Claim>
  /** By account. */
  requests: Map<string, Request[]>
  /** By offer and account. */
  offersMade: Map<string, OfferMade>
  out: Out
}

/** What is to be written. Keys into the maps above where the newest row counts, rows elsewhere. */
export type Out = {
  events: LogRow[]
  /** What was taken in without changing anything. */
  unchanged: { messageId: string; at: number }[]
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
  cancelled: ActiveSignal[]
  decisions: { decision: ExplainedDecision; stored: StoredDecision }[]
  shown: StoredDecision[]
  impressions: ImpressionRow[]
  outcomes: OutcomeRow[]
  wishes: (Wish & { user: string; nudge: string; at: number })[]
  /** Accounts whose claim is another now, or gone. */
  claims: Set<string>
  /** By account, offer and user. */
  requests: Map<string, RequestRow>
  /** Accounts and offers whose requests have their answer. */
  answered: [account: string, offer: string][]
  /** By offer and account. */
  trials: Set<string>
  deliveries: DeliveryRow[]
  plays: PlayRow[]
  alerts: AlertRow[]
  offersMade: Set<string>
  conversions: ConversionRow[]
  audit: NewAuditEntry[]
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
    erased: { accounts: new Set(), users: new Set() },
    known: new Set(),
    totals: new Map(),
    members: new Map(),
    latest: new Map(),
    firsts: new Map(),
    days: new Map(),
    signals: new Map(),
    shown: new Map(),
    readiness: new Map(),
    touches: new Map(),
    decisions: new Map(),
    impressions: new Map(),
    wishes: new Map(),
    claims: new Map(),
    requests: new Map(),
    offersMade: new Map(),
    out: {
      events: [],
      unchanged: [],
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
      claims: new Set(),
      requests: new Map(),
      answered: [],
      trials: new Set(),
      deliveries: [],
      plays: [],
      alerts: [],
      offersMade: new Set(),
      conversions: [],
      audit: [],
    },
    // Last: what is spread into a literal before other names are, V8 keeps until its next large
    // collection, and each group would bring that nearer.
    ...emptyWorld(),
  }
}

/** The value at a key, made when there is none. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
