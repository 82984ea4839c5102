/** Erasing an account or a user, and everything about them on its way out. */
import { z } from 'zod'

export const subjectKinds = ['account', 'user'] as const

/** Whom a request to erase or to export is about. */
export type Subject = { kind: (typeof subjectKinds)[number]; id: string }

/** Says nothing about who it was: it may be kept. */
export const erasure = z
  .object({
    kind: z.enum(subjectKinds),
    /** `erased`: nothing that identifies them is left, and what comes late is refused. */
    status: z.enum(['erasing', 'erased']),
    /** Epoch ms. */
    requestedAt: z.number(),
    /** Null while something may be left. */
    finishedAt: z.number().nullable(),
  })
  .meta({ id: 'Erasure' })
export type Erasure = z.infer<typeof erasure>

/** What an export has lines of. */
export const exportTypes = [
  'account',
  'user',
  'meter',
  'meter_day',
  'event',
  'firing',
  'signal',
  'decision',
  'impression',
  'outcome',
  'wish',
  'request',
  'offer_made',
  'trial',
  'claim',
  'conversion',
  'billing_event',
  'billing_link',
  'billing_subscription',
  'requester',
  'waiting_inquiry',
  'played',
  'alert',
  'delivery',
  'attempt',
  'payload',
  'refusal',
  'end',
] as const
export type ExportType = (typeof exportTypes)[number]

/** A line of an export. The last one is `end`: without it something is missing. */
export const exportLine = z
  .object({ type: z.enum(exportTypes), data: z.record(z.string(), z.unknown()) })
  .meta({ id: 'ExportLine' })
export type ExportLine = z.infer<typeof exportLine>
