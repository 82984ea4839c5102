/**
 * What a subscription brings a month, as Stripe defines it: its licensed items, brought to a month,
 * without tax; less a coupon that is for ever, and not one that passes. Whether it counts now is a
 * matter of its standing. In integers throughout: a third of a cent a thousand times is no cent lost.
 * https://docs.stripe.com/billing/subscriptions/analytics
 */
import type { Mrr } from '../../../shared/event/billing.ts'
import {
  type Amount,
  amountOf,
  microsOf,
  minus,
  monthly,
  noAmount,
  orUnknown,
  plus,
  times,
  UnknownAmount,
  whole,
} from '../billing/amount.ts'
import type { Coupon, Discount, StripeItem, StripePrice, StripeSubscription } from './object.ts'

type Priced = Pick<StripeSubscription, 'items' | 'discount' | 'discounts' | 'default_tax_rates'>

export const mrrOf = (subscription: Priced): Mrr =>
  orUnknown(() => ({ kind: 'known', micros: microsOf(monthlyOf(subscription)) }))

function monthlyOf({ items, discount, discounts, default_tax_rates }: Priced): Amount {
  if (items.has_more) throw new UnknownAmount('too_large')
  const counted = items.data.filter(isCounted)
  const before = counted.map((one) => {
    const full = withoutTax(monthlyOfItem(one), one.tax_rates ?? [], default_tax_rates ?? [])
    return less(full, one.discounts ?? [], one.price)
  })
  const [first] = counted
  if (!first) return noAmount
  const all = before.reduce(plus, noAmount)
  return less(all, [...(discount ? [discount] : []), ...(discounts ?? [])], first.price)
}

/** What is metered, or bought once, is no recurring revenue. */
export const isCounted = ({ price }: Pick<StripeItem, 'price'>) =>
  price.recurring !== null &&
  price.recurring !== undefined &&
  price.recurring.usage_type !== 'metered'

function monthlyOfItem({ price, quantity }: StripeItem): Amount {
  const count = whole(packagesOf(price, quantity ?? 1))
  return inMonth(times(unitOf(price), count), price)
}

function unitOf(price: StripePrice): Amount {
  const text = price.unit_amount_decimal ?? price.unit_amount?.toString()
  if (price.billing_scheme === 'tiered' || text === undefined) throw new UnknownAmount('tiered')
  return inMinor(amountOf(text), price)
}

/** Kept with two decimals by Stripe, though nobody has coins for them. */
const inMinor = (amount: Amount, { currency }: StripePrice): Amount =>
  /^(ISK|UGX)$/.test(currency) ? times(amount, { numerator: 1n, denominator: 100n }) : amount

function packagesOf({ transform_quantity: each }: StripePrice, quantity: number): number {
  if (!each) return quantity
  return each.round === 'up'
    ? Math.ceil(quantity / each.divide_by)
    : Math.floor(quantity / each.divide_by)
}

function inMonth(amount: Amount, { recurring }: StripePrice): Amount {
  const { interval = 'month', interval_count: count = 1 } = recurring ?? {}
  return monthly(amount, { interval, count })
}

type Rates = NonNullable<StripeItem['tax_rates']>

/** The rates of an item stand instead of the subscription's. Tax that comes on top is in no price. */
function withoutTax(amount: Amount, own: Rates, usual: Rates): Amount {
  const rates = (own.length > 0 ? own : usual).filter((one) => one.inclusive)
  const share = rates.reduce((sum, one) => sum + parts(one.percentage), 0n)
  return times(amount, { numerator: wholeShare, denominator: wholeShare + share })
}

/** Of a hundred percent, in parts small enough for any that Stripe takes. */
const wholeShare = 100_000_000n
const parts = (percent: number) => BigInt(Math.round(percent * 1_000_000))

function less(amount: Amount, discounts: readonly Discount[], price: StripePrice): Amount {
  return discounts
    .map(couponOf)
    .filter((one) => one.duration === 'forever')
    .reduce((left, one) => lessCoupon(left, one, price), amount)
}

function lessCoupon(amount: Amount, coupon: Coupon, price: StripePrice): Amount {
  if (typeof coupon.percent_off === 'number') {
    const left = wholeShare - parts(coupon.percent_off)
    return times(amount, { numerator: left, denominator: wholeShare })
  }
  const ofInvoice = inMinor(amountOf(String(coupon.amount_off ?? 0)), price)
  return minus(amount, inMonth(ofInvoice, price))
}

/** An id alone does not say what is off, nor for how long. */
function couponOf(discount: Discount): Coupon {
  if (typeof discount === 'string') throw new UnknownAmount('discount')
  const coupon = 'coupon' in discount ? discount.coupon : sourceOf(discount)
  if (typeof coupon !== 'object' || coupon === null) throw new UnknownAmount('discount')
  return coupon as Coupon
}

const sourceOf = (discount: Exclude<Discount, string>) =>
  (discount as { source?: { coupon?: unknown } }).source?.coupon
