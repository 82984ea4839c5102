/** The price catalogue: plans in tiers, and what a prompt can propose. */
import { z } from 'zod'
import { duration } from '../value/duration.ts'
import { key, name } from '../value/key.ts'

export const currency = z.string().regex(/^[A-Z]{3}$/, 'An ISO 4217 code such as "EUR"')

/** Integer minor units (cents) of one currency. */
export const price = z.strictObject({
  amount: z.number().int().nonnegative(),
  currency,
  interval: z.enum(['month', 'year']),
  /** What is paid for: the whole account, or each seat. */
  per: z.enum(['account', 'seat']).default('account'),
  /** What billing calls it, such as Stripe's `price_…`: by it a subscription is known to be of this plan. */
  billingId: z.string().trim().min(1).max(255).optional(),
})
export type Price = z.infer<typeof price>

export const plan = z
  .strictObject({
    key,
    name: z.string().min(1).max(60),
    /** Order of the plans: a higher tier contains a lower one. */
    tier: z.number().int().min(0).max(100),
    prices: z.array(price).max(10).default([]),
    /** Limit of each meter; `null` is unlimited, absent is not part of the plan. */
    limits: z.record(name, z.number().nonnegative().nullable()).default({}),
    features: z.array(name).max(200).default([]),
  })
  .meta({ id: 'Plan' })
export type Plan = z.infer<typeof plan>

const offerFields = { key, name: z.string().min(1).max(120) }

/** What a prompt proposes. */
export const offer = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...offerFields, kind: z.literal('upgrade'), plan: key }),
    z.strictObject({
      ...offerFields,
      kind: z.literal('seats'),
      seats: z.number().int().positive(),
    }),
    z.strictObject({ ...offerFields, kind: z.literal('add_on'), addOn: name }),
    z.strictObject({
      ...offerFields,
      kind: z.literal('trial'),
      plan: key,
      /** How long the trial runs once it is accepted. */
      lasts: duration,
    }),
    z.strictObject({ ...offerFields, kind: z.literal('contact') }),
    z.strictObject({ ...offerFields, kind: z.literal('ask_admin'), plan: key }),
    z.strictObject({ ...offerFields, kind: z.literal('learn_more') }),
  ])
  .meta({ id: 'Offer' })
export type Offer = z.infer<typeof offer>
export type OfferKind = Offer['kind']

/** The plan an offer leads to, if it leads to one. */
export function planOf(offer: Offer): string | undefined {
  return 'plan' in offer ? offer.plan : undefined
}
