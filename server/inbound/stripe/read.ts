/** Stripe's events as Brim's: a subscription as it stands, who paid at a checkout, whose a customer is. */
import type { Subscription } from '../../../shared/event/billing.ts'
import { readAs, textOf } from '../billing/object.ts'
import { type BillingReading, notRead, rankOf, type Said, standingOf } from '../billing/reading.ts'
import { Unreadable } from '../message.ts'
import { isCounted, mrrOf } from './mrr.ts'
import { checkout, customer, type StripeSubscription, stripeEvent, subscription } from './object.ts'

/** Throws `Unreadable` where it is no event of Stripe, or one of a form that is not known. */
export function readStripeEvent(body: unknown): BillingReading {
  const parsed = stripeEvent.safeParse(body)
  if (!parsed.success)
    throw new Unreadable('', 'This is no event of Stripe: "object" is "event" there')
  const { id, type, created, data } = parsed.data
  const reader = readers.get(type) ?? (isOfSubscription(type) ? ofSubscription : null)
  const said = reader ? reader(data.object, type) : notRead
  const email = said.kind === 'customer' ? textOf(data.object.email) : null
  return { event: { id, type, at: created * 1000, ...said }, email }
}

const isOfSubscription = (type: string) => type.startsWith('customer.subscription.')

type Reader = (object: unknown, type: string) => Said

const ofCheckout: Reader = (object) => {
  const one = readAs(checkout, object, 'Checkout Session')
  return {
    kind: 'checkout',
    customer: one.customer ?? null,
    subscription: one.subscription ?? null,
    reference: textOf(one.client_reference_id),
    decision: textOf(one.metadata?.brim_decision),
  }
}

const ofCustomer: Reader = (object) => {
  const { id, metadata } = readAs(customer, object, 'customer')
  return { kind: 'customer', customer: id, account: textOf(metadata?.account_id), way: 'customer' }
}

const readers: ReadonlyMap<string, Reader> = new Map([
  ['checkout.session.completed', ofCheckout],
  ['checkout.session.async_payment_succeeded', ofCheckout],
  ['customer.created', ofCustomer],
  ['customer.updated', ofCustomer],
])

const ofSubscription: Reader = (object, type) => {
  const one = readAs(subscription, object, 'subscription')
  const read = readSubscription(one)
  const rank = rankOf(read.standing === 'ended', type)
  return { kind: 'subscription', rank, subscription: read }
}

function readSubscription(one: StripeSubscription): Subscription {
  return {
    id: one.id,
    customer: one.customer,
    startedAt: one.created * 1000,
    standing: standingOf(one.status),
    currency: one.currency,
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
