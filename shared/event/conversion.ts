/** What brought or cost money: a changed plan, changed seats, an add-on, as billing or a backend says. */
import { z } from 'zod'
import { currency } from '../definition/plan.ts'
import { externalId, key } from '../value/key.ts'
import { messageId, time } from './event.ts'

export const conversionKinds = ['plan', 'seats', 'add_on'] as const

/** More than anybody pays a month, and few enough to be added up. */
const most = 1_000_000_000_000

export const conversion = z
  .strictObject({
    messageId: messageId.optional(),
    account: externalId,
    user: externalId.optional(),
    kind: z.enum(conversionKinds),
    /** The plan that the account is on now. */
    plan: key.optional(),
    /** The offer that was taken. Absent: that of `decision`, where there is one. */
    offer: key.optional(),
    /** The decision whose prompt led to it: one of this account's. */
    decision: z.string().min(1).max(64).optional(),
    /** What it adds to monthly revenue, in integer minor units of `currency`; negative for a loss. */
    mrrDelta: z.number().int().min(-most).max(most).optional(),
    currency: currency.optional(),
    occurredAt: time.optional(),
  })
  .refine((one) => (one.mrrDelta === undefined) === (one.currency === undefined), {
    path: ['currency'],
    error: 'An amount and its currency go together',
  })
  .meta({ id: 'Conversion' })
export type Conversion = z.infer<typeof conversion>
export type ConversionKind = Conversion['kind']
