/**
 * What is known of everybody, as far as conditions can ask: the log, projected by `project.ts`. Live,
 * the rows of one group of work; in replay, everything that has happened so far.
 */

import type { Properties } from '../../shared/event/event.ts'
import type { EventSource } from '../../shared/protocol/live.ts'
import { minuteMs } from '../../shared/value/duration.ts'
import type { Reading } from './facts.ts'
import { type Known, newlyKnown } from './known.ts'
import type { KnownTrial } from './trial.ts'
import type { Firing } from './trigger.ts'

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

/** When somebody was last there is kept to the minute: not everybody is written with each event. */
const seenEveryMs = minuteMs

/** `news`: of whom something is known now that was not before, be it only when they were there. */
export type Seen = { isNew: Newcomers; news: Newcomers }

/** Notes that the account and the user were there. */
export function see(
  world: World,
  { account, user, receivedAt: at }: Pick<Entry, 'account' | 'user' | 'receivedAt'>,
): Seen {
  const ofAccount = seeOne(world.accounts, account, '', at)
  const ofUser = user === null ? 'nothing' : seeOne(world.users, user, account, at)
  return {
    isNew: { account: ofAccount === 'new', user: ofUser === 'new' },
    news: { account: ofAccount !== 'nothing', user: ofUser !== 'nothing' },
  }
}

function seeOne(
  all: Map<string, Known>,
  id: string,
  account: string,
  at: number,
): 'new' | 'changed' | 'nothing' {
  const known = all.get(id)
  if (!known) {
    all.set(id, newlyKnown(id, account, at))
    return 'new'
  }
  if (known.account === account && at - known.lastSeenAt < seenEveryMs) return 'nothing'
  known.account = account
  known.lastSeenAt = Math.max(known.lastSeenAt, at)
  return 'changed'
}
