/** Stripe's objects, as much of them as is read; older and newer versions of its API alike. */
import { z } from 'zod'
import { currencyCode, decimal as decimalText, id, quantity } from '../billing/object.ts'

/** An id, or the whole where it was expanded. */
const reference = z.union([id, z.looseObject({ id }).transform((one) => one.id)])
const decimal = z.union([z.string(), z.number().transform(String)]).pipe(decimalText)
const metadata = z.record(z.string(), z.string()).nullish()

const coupon = z.looseObject({
  duration: z.string(),
  percent_off: z.number().min(0).max(100).nullish(),
  amount_off: z.number().int().nonnegative().nullish(),
  currency: z.string().nullish(),
})
/** The coupon stands in the discount, or, in newer versions, behind its `source`. */
export const discount = z.union([
  id,
  z.looseObject({ coupon }),
  z.looseObject({ source: z.looseObject({ coupon: z.union([coupon, id]).nullish() }) }),
])
export type Discount = z.infer<typeof discount>
export type Coupon = z.infer<typeof coupon>

const taxRate = z.looseObject({
  inclusive: z.boolean(),
  percentage: z.number().nonnegative(),
})

const price = z.looseObject({
  id,
  currency: currencyCode,
  lookup_key: z.string().nullish(),
  billing_scheme: z.string().nullish(),
  unit_amount: z.number().int().nonnegative().nullish(),
  unit_amount_decimal: decimal.nullish(),
  recurring: z
    .looseObject({
      interval: z.enum(['day', 'week', 'month', 'year']),
      interval_count: z.number().int().positive().max(3650),
      usage_type: z.string().nullish(),
    })
    .nullish(),
  transform_quantity: z
    .looseObject({ divide_by: z.number().int().positive(), round: z.enum(['up', 'down']) })
    .nullish(),
})
export type StripePrice = z.infer<typeof price>

const item = z.looseObject({
  price,
  quantity: quantity.nullish(),
  tax_rates: z.array(taxRate).nullish(),
  discounts: z.array(discount).nullish(),
})
export type StripeItem = z.infer<typeof item>

export const subscription = z.looseObject({
  id,
  customer: reference,
  status: z.string(),
  created: z.number().int().nonnegative(),
  currency: currencyCode,
  items: z.looseObject({ data: z.array(item).max(100), has_more: z.boolean().nullish() }),
  metadata,
  default_tax_rates: z.array(taxRate).nullish(),
  discount: discount.nullish(),
  discounts: z.array(discount).nullish(),
})
export type StripeSubscription = z.infer<typeof subscription>

export const checkout = z.looseObject({
  customer: reference.nullish(),
  subscription: reference.nullish(),
  client_reference_id: z.string().nullish(),
  metadata,
})

export const customer = z.looseObject({ id, metadata })

export const stripeEvent = z.looseObject({
  id: z.string().min(1).max(100),
  object: z.literal('event'),
  type: z.string().min(1).max(100),
  created: z.number().int().nonnegative().max(9_999_999_999),
  data: z.looseObject({ object: z.record(z.string(), z.unknown()) }),
})
