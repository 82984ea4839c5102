/** What a subscription is in the words of the price catalogue, and what has changed since it was last seen. */
import { type BillingEvent, microsInMinor, type Standing } from '../../../shared/billing.ts'
import type { ConversionKind } from '../../../shared/conversion.ts'
import { hourMs } from '../../../shared/duration.ts'
import type { Plan } from '../../../shared/plan.ts'

export type SubscriptionEvent = Extract<BillingEvent, { kind: 'subscription' }>

/** As it is kept. */
export type Snapshot = {
  at: number
  rank: number
  standing: Standing
  plan: string | null
  seats: number | null
  /** Null where it is not known. */
  micros: number | null
  currency: string
  /** Whether its beginning was seen: else what it brings was there before, and nobody has just bought it. */
  isWhole: boolean
}

/** What was bought or lost. */
export type Change = {
  kind: ConversionKind
  plan: string | null
  mrrDelta: number | null
  currency: string | null
}

export type Folded =
  | { kind: 'stale' }
  | { kind: 'folded'; snapshot: Snapshot; change: Change | null }

type Plans = readonly Plan[]

export function foldSubscription(
  before: Snapshot | null,
  event: SubscriptionEvent,
  plans: Plans,
): Folded {
  if (before && isStale(before, event)) {
    // Its beginning has come after what followed: what is there since was bought after all.
    if (event.rank > 0 || before.isWhole) return { kind: 'stale' }
    const snapshot = { ...before, isWhole: true }
    return { kind: 'folded', snapshot, change: changeOf(null, snapshot, plans) }
  }
  const isNew = event.rank === 0 || event.at - event.subscription.startedAt < hourMs
  const snapshot = { ...snapshotOf(event, plans), isWhole: before?.isWhole ?? isNew }
  return {
    kind: 'folded',
    snapshot,
    change: before || isNew ? changeOf(before, snapshot, plans) : null,
  }
}

/** They come in any order. What has ended stays so; a second is too long to tell two of it apart. */
function isStale(before: Snapshot, { at, rank }: SubscriptionEvent): boolean {
  if (before.standing === 'ended') return true
  return at < before.at || (at === before.at && rank < before.rank)
}

function snapshotOf({ at, rank, subscription }: SubscriptionEvent, plans: Plans) {
  const { standing, currency, mrr, items } = subscription
  const priced = items.map(({ price, lookupKey, quantity }) => ({
    ...foundIn(plans, price, lookupKey),
    quantity,
  }))
  const known = priced.flatMap(({ plan }) => plan ?? []).sort((a, b) => b.tier - a.tier)
  const perSeat = priced.filter(({ per }) => per === 'seat')
  const [only, ...others] = priced
  const counted =
    perSeat.length > 0 ? perSeat : only?.per === null && others.length === 0 ? [only] : []
  return {
    at,
    rank,
    standing,
    plan: known[0]?.key ?? null,
    seats: counted.length > 0 ? counted.reduce((sum, one) => sum + one.quantity, 0) : null,
    micros: mrr.kind === 'known' ? mrr.micros : null,
    currency,
  }
}

/** By the id of the price, or by a lookup key that is a plan's. `per` null: it is not said. */
function foundIn(plans: Plans, price: string, lookupKey: string | null) {
  for (const plan of plans) {
    const found = plan.prices.find((one) => one.billingId === price || one.billingId === lookupKey)
    if (found) return { plan, per: found.per }
  }
  return { plan: plans.find((one) => one.key === lookupKey) ?? null, per: null }
}

type Paid = Pick<Snapshot, 'standing' | 'plan' | 'seats' | 'micros' | 'currency'> | null

function changeOf(before: Paid, after: Snapshot, plans: Plans): Change | null {
  const was = paidOf(before)
  const is = paidOf(after)
  const mrrDelta = was.minor === null || is.minor === null ? null : is.minor - was.minor
  const kind =
    was.isPaid !== is.isPaid || was.plan !== is.plan
      ? 'plan'
      : was.seats !== is.seats
        ? 'seats'
        : mrrDelta
          ? 'add_on'
          : null
  if (kind === null) return null
  // Without an amount it would be taken for a gain.
  if (mrrDelta === null && isLess(was, is, plans)) return null
  return { kind, plan: is.plan, mrrDelta, currency: mrrDelta === null ? null : after.currency }
}

function paidOf(one: Paid) {
  if (one?.standing !== 'paying') return { isPaid: false, plan: null, seats: null, minor: 0 }
  return { isPaid: true, plan: one.plan, seats: one.seats, minor: minorOf(one.micros) }
}

type PaidFor = ReturnType<typeof paidOf>

function isLess(was: PaidFor, is: PaidFor, plans: Plans): boolean {
  if (was.isPaid !== is.isPaid) return was.isPaid
  const tierOf = ({ plan }: PaidFor) => plans.find(({ key }) => key === plan)?.tier ?? -1
  const tiers = tierOf(is) - tierOf(was)
  return tiers === 0 ? (is.seats ?? 0) < (was.seats ?? 0) : tiers < 0
}

/** Whole minor units: rounded from what is there, so that differences add up to it. */
export const minorOf = (micros: number | null) =>
  micros === null ? null : Math.round(micros / microsInMinor)
