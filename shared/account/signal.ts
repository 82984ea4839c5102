/** One firing of a trigger for one subject, with the evidence. */
import { z } from 'zod'
import { family, operators } from '../definition/trigger.ts'
import { factValue } from '../event/event.ts'

/** One leaf of a condition: what was seen, beside what was asked for. */
export const evidence = z.object({
  /** Where the leaf stands in the condition: `when.all.0`. */
  path: z.string(),
  /** The leaf in words: `paywall hits on “export” in 7 days`. */
  what: z.string(),
  /** How to read its numbers: a share is 1 for all of it. Absent: as they are. */
  unit: z.enum(['share', 'percent', 'days']).optional(),
  operator: z.enum(operators),
  threshold: z.union([factValue, z.array(factValue)]),
  /** `null` where the fact is missing. */
  value: factValue,
  /** Where the value is estimated: nine times in ten it lies between these; null: no upper end. */
  interval: z
    .tuple([z.number(), z.number().nullable()])
    .meta({ items: { type: ['number', 'null'] } })
    .optional(),
  /** `missing`: the fact is not known, so the leaf cannot be true. */
  verdict: z.enum(['true', 'false', 'missing']),
})
export type Evidence = z.infer<typeof evidence>

export const signal = z
  .object({
    id: z.string(),
    trigger: z.string(),
    family,
    subject: z.enum(['account', 'user']),
    account: z.string(),
    /** The user who is ready, or whose event woke an account's trigger; null where there was none. */
    user: z.string().nullable(),
    /** Epoch ms. */
    firedAt: z.number(),
    expiresAt: z.number(),
    /** When an event of the trigger's `cancelOn` ended it early; null while it was not. */
    cancelledAt: z.number().nullable(),
    recommends: z.string().nullable(),
    evidence: z.array(evidence),
  })
  .meta({ id: 'Signal' })
export type Signal = z.infer<typeof signal>
