/** What a condition may ask. Implementations answer from live rows, history or a supposed event. */
import type { FactValue } from '../../shared/event/event.ts'
import type { Counter } from './counter.ts'
import type { Trial } from './trial.ts'
import type { Window } from './window.ts'

export type Reading = { used: number; limit: number | null; resetsAt: number | null; at: number }

/** The last reading of a day. */
export type DayReading = { at: number; used: number }

/**
 * The baseline runs from when the account was first seen, or from where the log starts: what was in
 * use before that cannot be told from what is new.
 */
export type NewFeatures = { since: number; baselineMs: number; uses: number }

export type Facts = {
  /** Epoch ms. */
  now: number
  /** A counter's value in a trailing window; 0 where nothing was counted. */
  counted(counter: Counter, window: Window): number
  /** When the oldest that it counts leaves the window; `undefined` where it counts nothing. */
  leavesAt(counter: Counter, window: Window): number | undefined
  /** Features first used after the account's baseline and used so often within the window. */
  newFeatures(counter: Counter, window: Window, asked: NewFeatures): number
  /** The newest reading; `undefined` where there is none. */
  meter(name: string): Reading | undefined
  /** One reading a day of the meter's current period, oldest first. */
  meterDays(name: string): readonly DayReading[]
  /** The account's, over or not. */
  trials(): readonly Trial[]
  /** Epoch ms; `undefined` where it isn't known yet. */
  firstSeenAt(of: 'account' | 'user'): number | undefined
  /** `undefined` where the trait, or the user, is not known. */
  trait(of: 'account' | 'user', name: string): FactValue | undefined
  /** What only a visit knows; `undefined` outside one. */
  visit(of: 'page.path' | 'device.type' | 'locale'): FactValue | undefined
}
