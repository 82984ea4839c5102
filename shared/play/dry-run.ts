/**
 * A dry run: a draft play over the stored history, beside the plays that are live. Request, and the
 * messages that are streamed as lines of JSON: progress, then one report or one failure.
 */
import { z } from 'zod'
import { replayFailed, replayProgress } from '../replay/replay.ts'
import { play, playOutcomes } from './play.ts'

/** `POST /v1/plays/dry-run`. */
export const dryRunRequest = z
  .strictObject({
    /** The whole play, as it would be saved. It need not be. */
    play,
    /** So much of history is looked at, counted back from now. */
    days: z.number().int().min(1).max(400).default(30),
  })
  .meta({ id: 'DryRunRequest' })
export type DryRunRequest = z.infer<typeof dryRunRequest>

export const repLoad = z
  .object({
    rep: z.string(),
    /** Told by themselves, and in digests. */
    alerts: z.number(),
    inDigests: z.number(),
    /** Of the days on which there was an alert by itself; null without one. */
    median: z.number().nullable(),
    most: z.number(),
    /** Days, in the rep’s zone, on which more came than they may be told. */
    fullDays: z.array(z.string()),
  })
  .meta({ id: 'RepLoad' })
export type RepLoad = z.infer<typeof repLoad>

export const dryRunReport = z
  .object({
    type: z.literal('report'),
    days: z.number(),
    /** Entries that were read. */
    events: z.number(),
    /** Signals that it is about, of so many accounts. */
    signals: z.number(),
    accounts: z.number(),
    /**
     * What would have become of it for these signals. How ready accounts were is not kept: where a play
     * that is for all the rest asks for it, that is `readiness_unknown`.
     */
    outcomes: z.record(z.enum(playOutcomes), z.number()),
    /** Accounts for which it would have acted; with those whose readiness is not known, at most. */
    acted: z.number(),
    /**
     * Of what is unknown: all figures but `outcomes` are as if the draft had found these accounts ready
     * enough, and the plays that are named here, none of theirs.
     */
    leftOut: z.array(z.string()),
    /** Of what goes to reps: told by itself, told in digests, over before anybody could be told, of nobody’s accounts. */
    told: z.number(),
    inDigests: z.number(),
    over: z.number(),
    unowned: z.number(),
    /** Alerts to channels, and messages to CRMs and programs. */
    sent: z.number(),
    /** Over all reps, of the days on which one had an alert by itself. */
    median: z.number().nullable(),
    most: z.number(),
    /** The most first. */
    reps: z.array(repLoad),
  })
  .meta({ id: 'DryRunReport' })
export type DryRunReport = z.infer<typeof dryRunReport>

/** One line of the answer. */
export const dryRunMessage = z
  .discriminatedUnion('type', [replayProgress, dryRunReport, replayFailed])
  .meta({ id: 'DryRunMessage' })
export type DryRunMessage = z.infer<typeof dryRunMessage>
