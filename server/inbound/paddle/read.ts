/** Paddle's events as Brim's: a subscription as it stands, who paid, whose a customer is, what a discount takes off. */
import type { Discount, Subscription } from '../../../shared/event/billing.ts'
import { readAs, textOf } from '../billing/object.ts'
import { type BillingReading, notRead, rankOf, type Said, standingOf } from '../billing/reading.ts'
import { Unreadable } from '../message.ts'
import { isCounted, mrrOf } from './mrr.ts'
import {
  customer,
  discount,
  type PaddleDiscount,
  type PaddleSubscription,
  paddleEvent,
  subscription,
  transaction,
} from './object.ts'

/** Throws `Unreadable` where it is no event of Paddle, or one of a form that is not known. */
export function readPaddleEvent(body: unknown): BillingReading {
  const parsed = paddleEvent.safeParse(body)
  if (!parsed.success)
    throw new Unreadable(
      '',
      'This is no event of Paddle: it has an "event_id" and "occurred_at" there',
    )
  const { event_id: id, event_type: type, occurred_at: at, data } = parsed.data
  const said = read(type, data)
  const email = said.kind === 'customer' ? textOf(data.email) : null
  return { event: { id, type, at, ...said }, email }
}

function read(type: string, data: Record<string, unknown>): Said {
  if (type.startsWith('subscription.')) return ofSubscription(data, type)
  switch (type) {
    case 'transaction.completed':
      return ofTransaction(data)
    case 'customer.created':
    case 'customer.updated':
    case 'customer.imported':
      return ofCustomer(data)
    case 'discount.created':
    case 'discount.updated':
    case 'discount.imported':
      return { kind: 'discount', discount: readDiscount(readAs(discount, data, 'discount')) }
    default:
      return notRead
  }
}

type Foreign = Record<string, unknown>

/** A renewal repeats what the subscription says, and is no checkout. */
function ofTransaction(data: Foreign): Said {
  const one = readAs(transaction, data, 'transaction')
  if (one.origin !== 'web' && one.origin !== 'api') return notRead
  return {
    kind: 'checkout',
    customer: one.customer_id ?? null,
    subscription: one.subscription_id ?? null,
    reference: textOf(one.custom_data?.account_id),
    decision: textOf(one.custom_data?.brim_decision),
  }
}

function ofCustomer(data: Foreign): Said {
  const { id, custom_data } = readAs(customer, data, 'customer')
  const account = textOf(custom_data?.account_id)
  return { kind: 'customer', customer: id, account, way: 'customer' }
}

function ofSubscription(data: Foreign, type: string): Said {
  const read = readSubscription(readAs(subscription, data, 'subscription'))
  return { kind: 'subscription', rank: rankOf(read.standing === 'ended', type), subscription: read }
}

/** A change that is scheduled is none yet: it comes as one of its own when it takes effect. */
function readSubscription(one: PaddleSubscription): Subscription {
  return {
    id: one.id,
    customer: one.customer_id,
    startedAt: one.started_at ?? one.created_at,
    standing: standingOf(one.status),
    currency: one.currency_code,
    mrr: mrrOf(one),
    items: one.items.filter(isCounted).map(({ price, quantity }) => ({
      price: price.id,
      lookupKey: textOf(price.custom_data?.plan),
      quantity,
    })),
    account: textOf(one.custom_data?.account_id),
    decision: textOf(one.custom_data?.brim_decision),
  }
}

function readDiscount(one: PaddleDiscount): Discount {
  return {
    id: one.id,
    off: offOf(one),
    isForEver: one.recur && !one.maximum_recurring_intervals,
    only: one.restrict_to ?? [],
  }
}

function offOf({ type, amount, currency_code: currency }: PaddleDiscount): Discount['off'] {
  const value = Number(amount)
  if (type === 'percentage') {
    return { kind: 'share', millionths: Math.min(Math.round(value * 10_000), 1_000_000) }
  }
  if (!currency || !Number.isSafeInteger(value)) {
    throw new Unreadable(
      '',
      'This discount has an amount in no currency, or parts of its smallest coin',
    )
  }
  return { kind: type === 'flat' ? 'bill' : 'piece', minor: value, currency }
}
