/**
 * A meter that Brim reads itself, from the events that a SaaS sends anyway. Meters that the SaaS
 * reads need no definition: a reading says all.
 */
import { z } from 'zod'
import { eventName } from '../event/event.ts'
import { key } from '../value/key.ts'
import { where } from './trigger.ts'

export const meterPeriods = ['day', 'week', 'month', 'year'] as const
export type MeterPeriod = (typeof meterPeriods)[number]

const metered = { event: eventName, where: where.optional() }

/** Where the limit stands: in the account's plan, under the meter's key, or in one of its traits. */
export const meterLimit = z.union([
  z.literal('plan'),
  z.strictObject({
    trait: z.string().regex(/^account\.[^.].{0,63}$/, 'Expected account.<trait>'),
  }),
])

export const meter = z
  .strictObject({
    /** The meter's name: what triggers, placements, variables and plans call it. */
    key,
    name: z.string().min(1).max(120),
    used: z.union([
      z.strictObject({ count: z.strictObject(metered) }),
      z.strictObject({
        sum: z.strictObject({ ...metered, property: z.string().min(1).max(64) }),
      }),
    ]),
    /** When usage starts again from nothing: with each day, Monday, month or year, in UTC. */
    period: z.enum(meterPeriods),
    limit: meterLimit.default('plan'),
  })
  .meta({ id: 'Meter' })
export type Meter = z.infer<typeof meter>
