/** From the wire to `Input`: what every door calls with an item that its schema has accepted. */

import type { Conversion } from '../../shared/event/conversion.ts'
import {
  accountOfOne,
  type Consent,
  type Event,
  type MeterReading,
  type Traits,
  type WidgetItem,
} from '../../shared/event/event.ts'
import type { EventSource } from '../../shared/protocol/live.ts'
import { dayMs } from '../../shared/value/duration.ts'
import { messageIdIn } from './group/message-id.ts'
import type { Identity, Input } from './input.ts'

/** When and by which clock a batch came. */
export type Arrival = {
  /** Epoch ms by the server's clock. */
  at: number
  /** The client's clock when it sent the batch; absent: taken to be right. */
  sentAt?: string | undefined
}

/** A browser's queue is not older than this; a clock that says so is wrong. */
export const oldestFromBrowserMs = 7 * dayMs

/**
 * When something happened, by the server's clock: the client's time, corrected by how far its
 * clock was off when it sent the batch, and never later than arrival.
 */
export function correctTime(
  occurredAt: string | undefined,
  { at, sentAt }: Arrival,
  oldestMs = Number.POSITIVE_INFINITY,
): number {
  const skewMs = sentAt === undefined ? 0 : at - Date.parse(sentAt)
  const time = occurredAt === undefined ? at : Date.parse(occurredAt) + skewMs
  return Math.min(at, Math.max(time, at - oldestMs))
}

type Visitor = { account: string; user: string }

export function fromWidget(item: WidgetItem, who: Visitor, arrival: Arrival): Input {
  const common = {
    // Anybody can send with a publishable key, before a backend does and under its ids.
    messageId: messageIdIn('widget', item.messageId),
    ...who,
    occurredAt: correctTime(item.occurredAt, arrival, oldestFromBrowserMs),
    receivedAt: arrival.at,
    source: 'widget',
  } as const
  switch (item.type) {
    case 'event':
      return { kind: 'event', ...common, name: item.name, properties: item.properties ?? {} }
    case 'meter':
      return { kind: 'meter', ...common, ...readingOf(item) }
    case 'outcome':
      return {
        kind: 'outcome',
        ...common,
        decisionId: item.decisionId,
        outcome: item.outcome,
        action: item.action ?? null,
      }
    default:
      return item satisfies never
  }
}

type Backend = {
  arrival: Arrival
  newId(prefix: string): string
  /** Absent: a backend with a secret key. */
  source?: EventSource
  /** Absent: history may be sent later. */
  oldestMs?: number
}

/** Under which id it enters the log: its own, or one that is made here and so is not there yet. */
export function identityOf(
  { messageId }: { messageId?: string | undefined },
  newId: Backend['newId'],
): Identity {
  return messageId === undefined
    ? { messageId: newId('message'), isUnrepeated: true }
    : { messageId }
}

/** Where something belongs: one of the two is known. */
export function accountOf({
  account,
  user,
}: Pick<Event, 'account' | 'user'>): Pick<Input, 'account' | 'isAccountAssumed'> {
  return account === undefined
    ? { account: accountOfOne(user as string), isAccountAssumed: true }
    : { account }
}

export function fromEvent(item: Event, backend: Backend): Input {
  const { arrival, newId, source = 'api', oldestMs } = backend
  return {
    kind: 'event',
    ...identityOf(item, newId),
    ...accountOf(item),
    user: item.user ?? null,
    name: item.name,
    properties: item.properties ?? {},
    occurredAt: correctTime(item.occurredAt, arrival, oldestMs),
    receivedAt: arrival.at,
    source,
  }
}

export function fromReading(item: MeterReading, backend: Backend): Input {
  const { arrival, newId, source = 'api', oldestMs } = backend
  return {
    kind: 'meter',
    ...identityOf(item, newId),
    account: item.account,
    user: item.user ?? null,
    ...readingOf(item),
    occurredAt: correctTime(item.occurredAt, arrival, oldestMs),
    receivedAt: arrival.at,
    source,
  }
}

export function fromConversion(item: Conversion, { arrival, newId }: Backend): Input {
  return {
    kind: 'conversion',
    // May be made of an `Idempotency-Key`, and so be there already.
    messageId: item.messageId ?? newId('message'),
    account: item.account,
    user: item.user ?? null,
    change: item.kind,
    plan: item.plan ?? null,
    offer: item.offer ?? null,
    decision: item.decision ?? null,
    isSought: item.decision === undefined && (item.mrrDelta ?? 0) >= 0,
    mrrDelta: item.mrrDelta ?? null,
    currency: item.currency ?? null,
    occurredAt: correctTime(item.occurredAt, arrival),
    receivedAt: arrival.at,
    source: 'api',
  }
}

function readingOf(item: Pick<MeterReading, 'meter' | 'used' | 'limit' | 'resetsAt'>) {
  return {
    meter: item.meter,
    used: item.used,
    limit: item.limit,
    resetsAt: item.resetsAt === undefined ? null : Date.parse(item.resetsAt),
  }
}

/** Whose word it is: a secret key or billing (`trusted`), or a browser (`hint`). */
export type Trust = 'trusted' | 'hint'

/** What is said of somebody, by whom. */
export type Said = Identity & {
  account: string
  isAccountAssumed?: boolean
  traits: Traits
  trust: Trust
  /** Absent: what the trust says, a backend or the widget. */
  source?: EventSource
  at: number
}

export function accountTraits(said: Said): Input {
  return { ...commonOf(said), kind: 'account_traits', user: null }
}

export function userTraits(said: Said & { user: string }): Input {
  return { ...commonOf(said), kind: 'user_traits', user: said.user }
}

export function userConsent(
  said: Identity & { user: string; consent: Consent; at: number },
): Input {
  const { at, ...rest } = said
  const common = { ...accountOf(said), occurredAt: at, receivedAt: at }
  return { ...rest, ...common, kind: 'consent', source: 'api' }
}

function commonOf({ trust, source, at, ...said }: Said) {
  return {
    ...said,
    occurredAt: at,
    receivedAt: at,
    source: source ?? (trust === 'trusted' ? ('api' as const) : ('widget' as const)),
  }
}

type TrialChange = Identity & {
  account: string
  offer: string
  endsAt: number | null
  at: number
}

export function changeTrial({ at, ...change }: TrialChange): Input {
  const times = { occurredAt: at, receivedAt: at }
  return { ...change, ...times, kind: 'trial', user: null, source: 'api' }
}
