/** What is kept of a subscription as it was last said to be, and what has changed of it since. */

import type { Plan } from '../../../shared/definition/plan.ts'
import type { BillingEvent, Paid, Standing } from '../../../shared/event/billing.ts'
import { hourMs } from '../../../shared/value/duration.ts'
import { type Change, changeOf, paidOf } from './change.ts'
import { readItems } from './items.ts'

export type SubscriptionEvent = Extract<BillingEvent, { kind: 'subscription' }>

export type Snapshot = {
  /** Whose it is. */
  account: string
  at: number
  rank: number
  standing: Standing
  plan: string | null
  seats: number | null
  /** Null where it is not known. */
  micros: number | null
  currency: string
  /** Whether its beginning was seen, or came later: else some of what it brings nobody has just bought. */
  isWhole: boolean
  /** What it brought when it was first seen, where that was not its beginning; null for nothing. */
  unseen: Paid | null
}

export type Folded = { kind: 'stale' } | { kind: 'folded'; snapshot: Snapshot; changes: Change[] }

type Plans = readonly Plan[]
/** `micros`: what it brings a month, less what is off. */
export type Said = { account: string; event: SubscriptionEvent; micros: number | null }

/**
 * What each account is told of adds up to what it pays, in each currency, in whatever order the events
 * come and whosever it was before; but for what was there before its beginning could be seen.
 */
export function foldSubscription(before: Snapshot | null, said: Said, plans: Plans): Folded {
  const { account, event } = said
  if (before && isStale(before, event)) return withBeginning(before, event, plans)
  const isNew = event.rank === 0 || event.at - event.subscription.startedAt < hourMs
  const is = snapshotOf(said, plans)
  const to = paidOf(is)
  if (!before) {
    if (!isNew) return folded({ ...is, isWhole: false, unseen: to }, [])
    return folded(is, [changeOf(account, { from: null, to }, plans)])
  }
  const moved = before.account === account ? null : moveTo(account, before, plans)
  const { isWhole, unseen } = moved ?? before
  return folded({ ...is, isWhole, unseen }, [
    ...(moved?.changes ?? []),
    ...changesOf(account, { from: paidOf(before), to }, plans),
  ])
}

const folded = (snapshot: Snapshot, changes: (Change | null)[]): Folded => ({
  kind: 'folded',
  snapshot,
  changes: changes.filter((one) => one !== null),
})

/** They come in any order. What has ended stays so; a second is too long to tell two of it apart. */
export function isStale(
  before: Snapshot,
  { at, rank }: Pick<SubscriptionEvent, 'at' | 'rank'>,
): boolean {
  if (before.standing === 'ended') return true
  return at < before.at || (at === before.at && rank < before.rank)
}

/** Its beginning has come after what followed: what was there when it was first seen was bought after all. */
function withBeginning(before: Snapshot, { rank }: SubscriptionEvent, plans: Plans): Folded {
  if (rank > 0 || before.isWhole) return { kind: 'stale' }
  const bought = changeOf(before.account, { from: null, to: before.unseen }, plans)
  return folded({ ...before, isWhole: true, unseen: null }, [bought])
}

/** Somebody says that it is another's, and nothing else has changed. */
export function rehome(
  account: string,
  before: Snapshot,
  plans: Plans,
): { snapshot: Snapshot; changes: Change[] } {
  const { changes, ...moved } = moveTo(account, before, plans)
  return {
    snapshot: { ...before, ...moved, account },
    changes: changes.filter((one) => one !== null),
  }
}

/** What one account was told of is taken back, and told to the other: nobody has bought anything. */
function moveTo(account: string, before: Snapshot, plans: Plans) {
  const is = paidOf(before)
  const taken = changesOf(before.account, { from: is, to: before.unseen }, plans)
  const given = before.isWhole ? changesOf(account, { from: null, to: is }, plans) : []
  return {
    isWhole: before.isWhole,
    unseen: before.isWhole ? null : is,
    changes: [...taken, ...given].map(unbought),
  }
}

const unbought = (change: Change | null) => change && { ...change, isBought: false }

/** Amounts of two currencies have no difference: what was in the one is over, and begins in the other. */
function changesOf(
  account: string,
  { from, to }: { from: Paid | null; to: Paid | null },
  plans: Plans,
): (Change | null)[] {
  if (!from || !to || from.currency === to.currency) return [changeOf(account, { from, to }, plans)]
  return [
    changeOf(account, { from, to: null }, plans),
    changeOf(account, { from: null, to }, plans),
  ].map(unbought)
}

function snapshotOf({ account, event, micros }: Said, plans: Plans): Snapshot {
  const { at, rank, subscription } = event
  const { standing, currency, items } = subscription
  const known = { account, at, rank, standing, micros, currency, isWhole: true, unseen: null }
  return { ...known, ...readItems(items, plans) }
}
