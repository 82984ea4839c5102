/** A destination: one of the places where a workspace is told what happens. */
import { z } from 'zod'
import { key } from '../value/key.ts'
import { hears } from './hears.ts'
import { type DestinationKind, destinationKinds, destinationStates } from './kind.ts'
import { lacks } from './lack.ts'
import { setups } from './setup.ts'

const common = {
  /** What plays name it by, the same in each workspace. Absent: made of the name, and then it stays. */
  key: key.optional(),
  name: z.string().trim().min(1, 'A name is needed').max(80),
  hears,
}

/** `credentials`: absent where it is saved again, they stay as they are. */
const bodyOf = <K extends Exclude<DestinationKind, 'webhook' | 'email'>>(kind: K) =>
  z.strictObject({
    kind: z.literal(kind),
    ...common,
    settings: setups[kind].settings as (typeof setups)[K]['settings'],
    credentials: (setups[kind].credentials as (typeof setups)[K]['credentials']).optional(),
  })

export const destinationBody = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('webhook'), ...common, settings: setups.webhook.settings }),
    bodyOf('slack'),
    z.strictObject({ kind: z.literal('email'), ...common, settings: setups.email.settings }),
    bodyOf('hubspot'),
    bodyOf('salesforce'),
    bodyOf('gainsight'),
    bodyOf('intercom'),
    bodyOf('appcues'),
    bodyOf('pendo'),
  ])
  .meta({ id: 'DestinationRequest' })
export type DestinationBody = z.infer<typeof destinationBody>

/** An attempt that was made: of a delivery, or to send a sample. */
export const attemptOutcomes = ['delivered', 'retry', 'failed', 'gone'] as const
export const attempt = z
  .object({
    at: z.number(),
    tookMs: z.number(),
    outcome: z.enum(attemptOutcomes),
    /** Of HTTP; null where there was no answer, or none that has one. */
    status: z.number().nullable(),
    /** The first KB of what it answered. */
    answer: z.string().nullable(),
    error: z.string().nullable(),
    /** What is to be known of it though it was taken: whose a task became. */
    note: z.string().nullable(),
  })
  .meta({ id: 'Attempt' })
export type Attempt = z.infer<typeof attempt>

export const destination = z
  .object({
    id: z.string(),
    /** What plays and `brim.json` name it by. */
    key: z.string(),
    kind: z.enum(destinationKinds),
    name: z.string(),
    hears,
    /** As they were sent, by the kind. */
    settings: z.record(z.string(), z.unknown()),
    /** Whether there are credentials. They are never answered. */
    hasCredentials: z.boolean(),
    /** What only whoever operates Brim can set, and without which nothing is sent; null where nothing is missing. */
    lacks: z.object({ what: z.enum(lacks), message: z.string() }).nullable(),
    state: z.enum(destinationStates),
    /** `open`: after failures in a row nothing is sent until `heldUntil`; then one message tries. */
    circuit: z.object({
      state: z.enum(['closed', 'open', 'half_open']),
      failures: z.number(),
      /** Epoch ms; also where it has asked for time. */
      heldUntil: z.number().nullable(),
    }),
    /** Since when every attempt has failed, in epoch ms; null where the newest has not. After five days of it the state is `stopped`. */
    failingSince: z.number().nullable(),
    /** Deliveries that are not acknowledged yet, and those that have failed for good. */
    waiting: z.number(),
    failed: z.number(),
    /** The newest attempt. */
    last: attempt.nullable(),
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'Destination' })
export type Destination = z.infer<typeof destination>

/** `secret`: what signs, told where it is made and never again; null for kinds that don’t sign. */
export const savedDestination = z
  .object({ destination, secret: z.string().nullable() })
  .meta({ id: 'SavedDestination' })
export type SavedDestination = z.infer<typeof savedDestination>
