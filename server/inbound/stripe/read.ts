/** Stripe's events as Brim's: a subscription as it stands, who paid at a checkout, whose a customer is. */
import type { BillingEvent, Standing, Subscription } from '../../../shared/billing.ts'
import { Unreadable } from '../message.ts'
import { isCounted, mrrOf } from './mrr.ts'
import { checkout, customer, type StripeSubscription, stripeEvent, subscription } from './object.ts'

/** Throws `Unreadable` where it is no event of Stripe, or one of a form that is not known. */
export function readStripeEvent(body: unknown): BillingEvent {
  const parsed = stripeEvent.safeParse(body)
  if (!parsed.success)
    throw new Unreadable('', 'This is no event of Stripe: "object" is "event" there')
  const { id, type, created, data } = parsed.data
  const common = { id, type, at: created * 1000 }
  const read = readers.get(type)
  if (read) return { ...common, ...read(data.object, type) }
  if (/^customer\.subscription\./.test(type)) {
    return { ...common, ...ofSubscription(data.object, type) }
  }
  return { ...common, kind: 'nothing', why: 'Nothing is read from events of this type' }
}

type Said<T> = T extends unknown ? Omit<T, 'id' | 'type' | 'at'> : never
type What = Said<BillingEvent>
type Reader = (object: unknown, type: string) => What

const ofCheckout: Reader = (object) => {
  const one = as(checkout, object, 'Checkout Session')
  return {
    kind: 'checkout',
    customer: one.customer ?? null,
    subscription: one.subscription ?? null,
    reference: textOf(one.client_reference_id),
    decision: textOf(one.metadata?.brim_decision),
  }
}

const ofCustomer: Reader = (object) => {
  const { id, metadata } = as(customer, object, 'customer')
  return { kind: 'customer', customer: id, account: textOf(metadata?.account_id) }
}

const readers: ReadonlyMap<string, Reader> = new Map([
  ['checkout.session.completed', ofCheckout],
  ['checkout.session.async_payment_succeeded', ofCheckout],
  ['customer.created', ofCustomer],
  ['customer.updated', ofCustomer],
])

const ofSubscription: Reader = (object, type) => {
  const one = as(subscription, object, 'subscription')
  const read = readSubscription(one)
  const rank = read.standing === 'ended' ? 2 : type.endsWith('.created') ? 0 : 1
  return { kind: 'subscription', rank, subscription: read }
}

function readSubscription(one: StripeSubscription): Subscription {
  return {
    id: one.id,
    customer: one.customer,
    startedAt: one.created * 1000,
    standing: standingOf(one.status),
    currency: one.currency.toUpperCase(),
    mrr: mrrOf(one),
    items: one.items.data.filter(isCounted).map(({ price, quantity }) => ({
      price: price.id,
      lookupKey: price.lookup_key ?? null,
      quantity: quantity ?? 1,
    })),
    account: textOf(one.metadata?.account_id),
    decision: textOf(one.metadata?.brim_decision),
  }
}

/** Late payment is still revenue; a trial, what was never paid, and what is unpaid for good are not. */
function standingOf(status: string): Standing {
  switch (status) {
    case 'active':
    case 'past_due':
      return 'paying'
    case 'trialing':
      return 'trialing'
    case 'canceled':
    case 'incomplete_expired':
      return 'ended'
    default:
      return 'idle'
  }
}

type Schema<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false } }

function as<T>(schema: Schema<T>, object: unknown, what: string): T {
  const parsed = schema.safeParse(object)
  if (parsed.success) return parsed.data
  throw new Unreadable('', `This ${what} has a form that is not known`)
}

const textOf = (value: string | null | undefined) => value?.trim() || null
