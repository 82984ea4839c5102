/** Paddle Billing's objects, as much of them as is read. */
import { z } from 'zod'
import { currencyCode, decimal, id, quantity } from '../billing/object.ts'

/** RFC 3339; epoch ms, rounded down: it says millionths of a second. */
const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** What the SaaS has put there, of any form. */
const customData = z.record(z.string(), z.unknown()).nullish()

const money = z.looseObject({ amount: decimal, currency_code: currencyCode })
export type Money = z.infer<typeof money>

const cycle = z.looseObject({
  interval: z.enum(['day', 'week', 'month', 'year']),
  frequency: z.number().int().positive().max(3650),
})

const price = z.looseObject({
  id,
  product_id: id,
  billing_cycle: cycle.nullish(),
  tax_mode: z.string().nullish(),
  unit_price: money,
  unit_price_overrides: z.array(z.looseObject({ unit_price: money })).nullish(),
  custom_data: customData,
})
export type PaddlePrice = z.infer<typeof price>

const item = z.looseObject({
  price,
  quantity,
  recurring: z.boolean(),
  status: z.string(),
})
export type PaddleItem = z.infer<typeof item>

export const subscription = z.looseObject({
  id,
  customer_id: id,
  status: z.string(),
  currency_code: currencyCode,
  created_at: time,
  started_at: time.nullish(),
  billing_cycle: cycle,
  items: z.array(item).max(100),
  discount: z.looseObject({ id, ends_at: time.nullish() }).nullish(),
  custom_data: customData,
})
export type PaddleSubscription = z.infer<typeof subscription>

export const transaction = z.looseObject({
  customer_id: id.nullish(),
  subscription_id: id.nullish(),
  origin: z.string(),
  custom_data: customData,
})

export const customer = z.looseObject({ id, custom_data: customData })

export const discount = z.looseObject({
  id,
  type: z.enum(['percentage', 'flat', 'flat_per_seat']),
  amount: decimal,
  currency_code: currencyCode.nullish(),
  recur: z.boolean(),
  maximum_recurring_intervals: z.number().int().nullish(),
  restrict_to: z.array(id).max(1000).nullish(),
})
export type PaddleDiscount = z.infer<typeof discount>

export const paddleEvent = z.looseObject({
  event_id: z.string().min(1).max(100),
  event_type: z.string().min(1).max(100),
  occurred_at: time,
  data: z.record(z.string(), z.unknown()),
})
