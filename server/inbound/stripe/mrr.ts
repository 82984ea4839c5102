/**
 * What a subscription brings a month, as Stripe defines it: its licensed items, brought to a month,
 * without tax; less a coupon that is for ever, and not one that passes. Whether it counts now is a
 * matter of its standing. In integers throughout: a third of a cent a thousand times is no cent lost.
 * https://docs.stripe.com/billing/subscriptions/analytics
 */
import type { Mrr, UnknownMrr } from '../../../shared/billing.ts'
import { microsInMinor } from '../../../shared/billing.ts'
import type { Coupon, Discount, StripeItem, StripePrice, StripeSubscription } from './object.ts'

/** A fraction of a month, as Stripe reckons it: a year is 365 days and 52 weeks. */
const perMonth = {
  day: [365n, 12n],
  week: [52n, 12n],
  month: [1n, 1n],
  year: [1n, 12n],
} as const

type Amount = { numerator: bigint; denominator: bigint }

class Unknown extends Error {
  constructor(readonly why: UnknownMrr) {
    super(why)
  }
}

type Priced = Pick<StripeSubscription, 'items' | 'discount' | 'discounts' | 'default_tax_rates'>

export function mrrOf(subscription: Priced): Mrr {
  try {
    const micros = microsOf(subscription)
    if (micros > BigInt(Number.MAX_SAFE_INTEGER)) return { kind: 'unknown', why: 'too_large' }
    return { kind: 'known', micros: Number(micros) }
  } catch (error) {
    if (error instanceof Unknown) return { kind: 'unknown', why: error.why }
    throw error
  }
}

function microsOf({ items, discount, discounts, default_tax_rates }: Priced): bigint {
  if (items.has_more) throw new Unknown('too_large')
  const counted = items.data.filter(isCounted)
  const before = counted.map((one) => {
    const full = withoutTax(monthly(one), one.tax_rates ?? [], default_tax_rates ?? [])
    return less(full, one.discounts ?? [], one.price)
  })
  const [first] = counted
  if (!first) return 0n
  const all = before.reduce(plus, { numerator: 0n, denominator: 1n })
  return rounded(less(all, [...(discount ? [discount] : []), ...(discounts ?? [])], first.price))
}

/** What is metered, or bought once, is no recurring revenue. */
export const isCounted = ({ price }: Pick<StripeItem, 'price'>) =>
  price.recurring !== null &&
  price.recurring !== undefined &&
  price.recurring.usage_type !== 'metered'

function monthly({ price, quantity }: StripeItem): Amount {
  const unit = unitOf(price)
  const count = BigInt(packagesOf(price, quantity ?? 1))
  return inMonth({ ...unit, numerator: unit.numerator * count }, price)
}

function unitOf({
  billing_scheme,
  unit_amount,
  unit_amount_decimal,
  currency,
}: StripePrice): Amount {
  const text = unit_amount_decimal ?? unit_amount?.toString()
  if (billing_scheme === 'tiered' || text === undefined) throw new Unknown('tiered')
  const [whole = '0', part = ''] = text.split('.')
  const denominator = 10n ** BigInt(part.length) * inMinor(currency)
  return { numerator: BigInt(whole + part), denominator }
}

/** Kept with two decimals by Stripe, though nobody has coins for them. */
const inMinor = (currency: string) => (/^(isk|ugx)$/i.test(currency) ? 100n : 1n)

function packagesOf({ transform_quantity: each }: StripePrice, quantity: number): number {
  if (!each) return quantity
  return each.round === 'up'
    ? Math.ceil(quantity / each.divide_by)
    : Math.floor(quantity / each.divide_by)
}

function inMonth(amount: Amount, { recurring }: StripePrice): Amount {
  const [times, by] = perMonth[recurring?.interval ?? 'month']
  return {
    numerator: amount.numerator * times,
    denominator: amount.denominator * by * BigInt(recurring?.interval_count ?? 1),
  }
}

type Rates = NonNullable<StripeItem['tax_rates']>

/** The rates of an item stand instead of the subscription's. Tax that comes on top is in no price. */
function withoutTax(amount: Amount, own: Rates, usual: Rates): Amount {
  const rates = (own.length > 0 ? own : usual).filter((one) => one.inclusive)
  const share = rates.reduce((sum, one) => sum + parts(one.percentage), 0n)
  return {
    numerator: amount.numerator * wholeShare,
    denominator: amount.denominator * (wholeShare + share),
  }
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
    return {
      numerator: amount.numerator * (wholeShare - parts(coupon.percent_off)),
      denominator: amount.denominator * wholeShare,
    }
  }
  const ofInvoice = {
    numerator: BigInt(coupon.amount_off ?? 0),
    denominator: inMinor(price.currency),
  }
  const off = inMonth(ofInvoice, price)
  const left = plus(amount, { ...off, numerator: -off.numerator })
  return left.numerator < 0n ? { numerator: 0n, denominator: 1n } : left
}

/** An id alone does not say what is off, nor for how long. */
function couponOf(discount: Discount): Coupon {
  if (typeof discount === 'string') throw new Unknown('discount')
  const coupon = 'coupon' in discount ? discount.coupon : sourceOf(discount)
  if (typeof coupon !== 'object' || coupon === null) throw new Unknown('discount')
  return coupon as Coupon
}

const sourceOf = (discount: Exclude<Discount, string>) =>
  (discount as { source?: { coupon?: unknown } }).source?.coupon

const plus = (a: Amount, b: Amount): Amount => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
})

/** Half goes up: nothing here is below zero. */
function rounded({ numerator, denominator }: Amount): bigint {
  return (2n * numerator * BigInt(microsInMinor) + denominator) / (2n * denominator)
}
