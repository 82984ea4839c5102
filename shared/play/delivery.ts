/** One outbound message to one destination, kept in the outbox until it is acknowledged. */
import { z } from 'zod'
import { attempt } from '../destination/destination.ts'

export const deliveryStatuses = ['pending', 'delivered', 'failed'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export const delivery = z
  .object({
    /** The same over all attempts: what a receiver tells repeated ones by. */
    id: z.string(),
    /** The id of where it goes. */
    destination: z.string(),
    type: z.string(),
    /** What is told; to a webhook, as it is sent. */
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

/** With its attempts, the newest first: those of the last 30 days. */
export const deliveryDetail = z
  .object({ delivery, attempts: z.array(attempt) })
  .meta({ id: 'DeliveryDetail' })
export type DeliveryDetail = z.infer<typeof deliveryDetail>
