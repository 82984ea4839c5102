/** What the parts of a replay say to each other. Times are epoch ms. */
import type { Properties } from '../../../shared/event.ts'
import type { EventSource } from '../../../shared/live.ts'
import type { CompiledTrigger } from '../trigger.ts'

/** A row of the log, as replay reads it. */
export type LogEntry = {
  name: string
  account: string
  user: string | null
  source: EventSource
  properties: Properties
  occurredAt: number
  receivedAt: number
}

/** One firing of a trigger that was not live. */
export type ReplayFiring = { account: string; user: string | null; at: number }

export type FoldOptions = {
  /** Evaluated side by side over the same entries; they differ in thresholds only. */
  variants: readonly CompiledTrigger[]
  onFiring(variant: number, firing: ReplayFiring): void
  /** Hears what a leaf of the first variant reads, each time that the trigger is looked at. */
  watch?: { path: string; onValue(value: number): void }
}

/** Entries in, in the order of the log; firings out, by the code that runs live. */
export type Fold = {
  take(entry: LogEntry): void
  /** History ends here: what comes due until then is still looked at. */
  finish(at: number): void
}

export type CreateFold = (options: FoldOptions) => Fold

/** The stretch of history that is reported, and how far a firing looks ahead. */
export type Span = {
  /** Included. */
  from: number
  /** Excluded: nothing from here on is known. */
  to: number
  horizonMs: number
}

/** Moments by account, rising. */
export type Moments = ReadonlyMap<string, readonly number[]>
