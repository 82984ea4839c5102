/** What Brim tells others: one outbound message, kept in the outbox until it is acknowledged. */
import { z } from 'zod'

export const destinations = ['webhook'] as const
export const destination = z.enum(destinations)
export type Destination = z.infer<typeof destination>

export const deliveryStatuses = ['pending', 'delivered', 'failed'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export const delivery = z
  .object({
    /** The same over all attempts: what a receiver tells repeated ones by. */
    id: z.string(),
    destination,
    type: z.string(),
    /** What is sent, as it is sent. */
    payload: z.record(z.string(), z.unknown()),
    status: z.enum(deliveryStatuses),
    attempts: z.number(),
    /** Epoch ms. */
    createdAt: z.number(),
    /** Null once it is delivered or has failed. */
    nextAttemptAt: z.number().nullable(),
    deliveredAt: z.number().nullable(),
    failedAt: z.number().nullable(),
    /** Of the newest attempt; null where it got no answer. */
    lastStatus: z.number().nullable(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof delivery>

/** Where the SaaS is told, and what signs it. */
export const webhook = z
  .object({
    /** Null while none is set. */
    url: z.string().nullable(),
    /** `whsec_…`, for a Standard Webhooks library. */
    secret: z.string(),
    /** The secret before, which signs too until then (epoch ms); null when there is none. */
    previous: z.object({ secret: z.string(), until: z.number() }).nullable(),
    /** Whether the address has answered 410 Gone: nothing is sent until it changes or one is retried. */
    isGone: z.boolean(),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof webhook>
