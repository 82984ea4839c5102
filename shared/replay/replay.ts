/**
 * Replay: a draft trigger over the stored history, by the code that runs live. Request, and the
 * messages that are streamed as lines of JSON: progress, then one report or one failure.
 */
import { z } from 'zod'
import { trigger, where } from '../definition/trigger.ts'
import { eventName, time } from '../event/event.ts'
import { errorCode } from '../protocol/error.ts'
import { duration } from '../value/duration.ts'

/** How many values a sweep may try. */
export const mostSweepValues = 60

/** `POST /v1/triggers/replay`. */
export const replayRequest = z
  .strictObject({
    /** The whole trigger, as it would be saved. It need not be. */
    trigger,
    /**
     * Firings from here on are reported; default: all. What came before is still read, so that
     * counts are whole and cooldowns run as if the trigger had always been live.
     */
    from: time.optional(),
    /** Nothing from here on is read, as if it were now; default: now. */
    to: time.optional(),
    /** How soon after a firing a conversion must come for the firing to be a hit. */
    horizon: duration.default('30d'),
    /**
     * Which event is a conversion. Default: `conversion` unless it is a loss, `nudge_converted`, and a `plan_changed` to
     * a published plan of a higher tier. Those of one account within a day are one.
     */
    conversion: z.strictObject({ event: eventName, where: where.optional() }).optional(),
    /** Tries other thresholds for one leaf. */
    sweep: z
      .strictObject({
        /** Where the leaf stands: `when.all.0`. It compares by gt, gte, lt or lte. */
        path: z.string().min(1).max(200),
        /** Absent: chosen from what the leaf has read in this history. */
        values: z.array(z.number()).min(2).max(mostSweepValues).optional(),
      })
      .optional(),
  })
  .meta({ id: 'ReplayRequest' })
export type ReplayRequest = z.infer<typeof replayRequest>

/** With the ends of its 95 % interval. All three are null where nothing can be said. */
export const estimate = z
  .object({
    value: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
  })
  .meta({ id: 'Estimate' })
export type Estimate = z.infer<typeof estimate>

/** A share of things, clustered by account. */
export const rate = estimate.extend({ hits: z.number(), of: z.number() }).meta({ id: 'Rate' })
export type Rate = z.infer<typeof rate>

export const sweepPoint = z
  .object({
    value: z.number(),
    firings: z.number(),
    /** Accounts that it fires for. */
    accounts: z.number(),
    precision: rate,
    recall: rate,
    lift: estimate,
    /** F0.5 of precision and recall: precision counts twice as much. Null where either is unknown. */
    score: z.number().nullable(),
  })
  .meta({ id: 'SweepPoint' })
export type SweepPoint = z.infer<typeof sweepPoint>

export const recommendation = z
  .object({
    value: z.number(),
    score: z.number(),
    /** Between these lie 80 % of the values that were best when accounts were drawn anew. */
    low: z.number(),
    high: z.number(),
    /** How often this value was best then, 0 to 1. */
    share: z.number(),
  })
  .meta({ id: 'Recommendation' })
export type Recommendation = z.infer<typeof recommendation>

export const replayReport = z
  .object({
    type: z.literal('report'),
    /** Epoch ms: from where firings are reported, and where history ends. */
    from: z.number(),
    to: z.number(),
    days: z.number(),
    /** Entries of the log that were read: those that the trigger or a conversion can depend on. */
    events: z.number(),
    /** Accounts that were known at the end. */
    accounts: z.number(),
    firings: z.object({
      total: z.number(),
      /** Their horizon reaches past the end: too early to judge. `converted`: have so already. */
      censored: z.object({ firings: z.number(), converted: z.number() }),
      /** Every day, UTC, also without firings. */
      perDay: z.array(z.object({ date: z.string(), firings: z.number(), accounts: z.number() })),
      /** Over the accounts that it fires for at all. */
      perAccount: z.object({
        accounts: z.number(),
        max: z.number(),
        median: z.number().nullable(),
        /** How many accounts have so many firings; the last one is of `firings` and more. */
        histogram: z.array(z.object({ firings: z.number(), accounts: z.number() })),
      }),
    }),
    /** Conversions within the range. */
    conversions: z.number(),
    /** Of the firings that can be judged, those followed by a conversion within the horizon. */
    precision: rate,
    /** Of the conversions with a horizon of history before them, those that a firing preceded. */
    recall: rate,
    /** The share of account time that a conversion follows within the horizon: what chance hits. */
    baseRate: estimate,
    /** Precision over base rate: 1 is chance. */
    lift: estimate,
    /** Days from the first firing within the horizon to the conversion. */
    leadDays: z.object({
      lower: z.number().nullable(),
      median: z.number().nullable(),
      upper: z.number().nullable(),
    }),
    /** Live triggers, by how many firings came while a signal of theirs was, or would be, active. */
    overlap: z.array(
      z.object({
        trigger: z.string(),
        /** Signals of the other one in this range. */
        signals: z.number(),
        /** Firings that overlap one of them, and their share. */
        firings: z.number(),
        share: z.number().nullable(),
      }),
    ),
    /** Who meets it where history ends: how many accounts in all, and for each leaf by itself. */
    meeting: z.object({
      accounts: z.number(),
      leaves: z.array(
        z.object({
          path: z.string(),
          /** Where the leaf looks at a user: accounts with somebody who meets it. */
          accounts: z.number(),
          /** Accounts of which it is not known. */
          missing: z.number(),
        }),
      ),
    }),
    sweep: z
      .object({
        path: z.string(),
        /** By value, rising. */
        points: z.array(sweepPoint),
        /** Null where no value has a score above zero. */
        recommended: recommendation.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ReplayReport' })
export type ReplayReport = z.infer<typeof replayReport>

export const replayProgress = z
  .object({
    type: z.literal('progress'),
    /** Places in the log, of so many. */
    done: z.number(),
    of: z.number(),
    /** Entries that were read so far. */
    events: z.number(),
  })
  .meta({ id: 'ReplayProgress' })
export type ReplayProgress = z.infer<typeof replayProgress>

export const replayFailed = z
  .object({
    type: z.literal('failed'),
    error: z.object({ code: errorCode, message: z.string() }),
  })
  .meta({ id: 'ReplayFailed' })
export type ReplayFailed = z.infer<typeof replayFailed>

/** One line of the answer. */
export const replayMessage = z
  .discriminatedUnion('type', [replayProgress, replayReport, replayFailed])
  .meta({ id: 'ReplayMessage' })
export type ReplayMessage = z.infer<typeof replayMessage>
