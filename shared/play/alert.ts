/** One alert: what a play tells somebody at sales of one signal, and whether that was worth it. */
import { z } from 'zod'
import { evidence } from '../account/signal.ts'

/**
 * `waiting`: for its time, or for somebody who can be told. `digest`: it goes with the next digest.
 * `told`: it has been put into the outbox. `dropped`: the signal was over before anybody was told.
 */
export const alertStates = ['waiting', 'digest', 'told', 'dropped'] as const
export type AlertState = (typeof alertStates)[number]

/** Why it is not told at once, or was not. */
export const alertReasons = [
  'quiet_hours',
  'over_cap',
  'by_digest',
  'no_owner',
  'no_way',
  'signal_over',
] as const
export type AlertReason = (typeof alertReasons)[number]

export const worths = ['yes', 'no'] as const
export type Worth = (typeof worths)[number]

export const alertRecord = z
  .object({
    id: z.string(),
    play: z.string(),
    /** As it was called then. */
    playName: z.string(),
    signal: z.string(),
    trigger: z.string(),
    /** What its trigger was called then. */
    name: z.string(),
    account: z.string(),
    accountName: z.string().nullable(),
    user: z.string().nullable(),
    /** When the signal fired. Epoch ms. */
    at: z.number(),
    /** Who is told: null where nobody is known, or where it goes to a channel. */
    rep: z.string().nullable(),
    /** The destination that it goes to instead of a rep. */
    destination: z.string().nullable(),
    state: z.enum(alertStates),
    reason: z.enum(alertReasons).nullable(),
    /** When it is looked at again; null where that is over. */
    dueAt: z.number().nullable(),
    toldAt: z.number().nullable(),
    /** Whether it was told by itself or in a digest. */
    toldBy: z.enum(['alert', 'digest']).nullable(),
    delivery: z.string().nullable(),
    worth: z.enum(worths).nullable(),
    worthAt: z.number().nullable(),
    evidence: z.array(evidence),
  })
  .meta({ id: 'Alert' })
export type Alert = z.infer<typeof alertRecord>

/** Newest first. `before`: what to ask with for older ones; null where there are none. */
export const alertPage = z
  .object({ alerts: z.array(alertRecord), before: z.string().nullable() })
  .meta({ id: 'AlertPage' })
export type AlertPage = z.infer<typeof alertPage>

export const worthRequest = z.strictObject({ worth: z.enum(worths) }).meta({
  id: 'WorthRequest',
  description: 'Whether an alert was worth it',
})

/** What came of a play so far. `worth` of `voted`: no share is made of nothing. */
export const playFigures = z
  .object({
    play: z.string(),
    alerts: z.number(),
    told: z.number(),
    waiting: z.number(),
    /** Waiting for the next digest. */
    digest: z.number(),
    voted: z.number(),
    worth: z.number(),
  })
  .meta({ id: 'PlayFigures' })
export type PlayFigures = z.infer<typeof playFigures>
