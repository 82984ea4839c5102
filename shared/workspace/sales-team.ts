/** Who sells: whose an account is, and when and how often a rep may be told. */
import { z } from 'zod'
import { accountCondition } from '../definition/account-condition.ts'
import { isZone } from '../value/zone.ts'

/** A time of day on a 24-hour clock. */
export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day such as "08:30"')

/** Minutes since midnight. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isZone, 'A time zone such as "Europe/Berlin"')

/** In the rep’s own time; the same `from` and `to`: no hours of a day are quiet. */
export const quietHours = z.strictObject({
  from: clockTime,
  to: clockTime,
  /** Saturday and Sunday are quiet from midnight to midnight. */
  weekends: z.boolean(),
})
export type QuietHours = z.infer<typeof quietHours>

/** Known by their address, in lower case. */
export const repEmail = z.string().trim().toLowerCase().pipe(z.email('An e-mail address').max(254))

const alertsPerDay = z.number().int().min(0).max(100)

/** What is absent is as it is for all. */
export const rep = z.strictObject({
  email: repEmail,
  /** As accounts are claimed under. */
  name: z.string().trim().min(1).max(120).optional(),
  timeZone: timeZone.optional(),
  quiet: quietHours.optional(),
  alertsPerDay: alertsPerDay.optional(),
  /** The id of the destination by which they are told: Slack, e-mail or a webhook. */
  destination: z.string().min(1).max(64).optional(),
})
export type Rep = z.infer<typeof rep>

export const ownerRule = z.strictObject({ when: accountCondition, rep: repEmail })
export type OwnerRule = z.infer<typeof ownerRule>

/**
 * An account’s owner: whoever has claimed it; else whom its trait names; else of the first rule that
 * holds; else the default.
 */
export const salesTeam = z
  .strictObject({
    /** The account’s trait with the address of its owner; null: none says. */
    ownerTrait: z.string().min(1).max(64).nullable(),
    rules: z.array(ownerRule).max(50),
    defaultOwner: repEmail.nullable(),
    reps: z.array(rep).max(200),
    timeZone,
    quiet: quietHours,
    /** To one rep, by the days of their zone. What is beyond it goes into their digest. */
    alertsPerDay,
    /** When digests go out, in the rep’s zone; where that is quiet, with the end of quiet hours. */
    digestAt: clockTime,
    /** By which destination reps are told; null: nobody is, and alerts wait. */
    destination: z.string().min(1).max(64).nullable(),
    /** Whether an alert to a rep spends the account’s budget of prompts, as a modal does. */
    spendsBudget: z.boolean(),
  })
  .superRefine(({ reps }, context) => {
    for (const [i, one] of reps.entries()) {
      if (reps.findIndex((other) => other.email === one.email) === i) continue
      const message = `${one.email} is there already`
      context.addIssue({ code: 'custom', path: ['reps', i, 'email'], message })
    }
  })
export type SalesTeam = z.infer<typeof salesTeam>
