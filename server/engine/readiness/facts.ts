/** What the score of an account is made from, as of one moment: rows, nothing that was weighed yet. */
import type { Traits } from '../../../shared/event/event.ts'
import type { DayReading, Reading } from '../facts.ts'

/** Days in each of the two spans that use is compared over. */
export const trendDays = 14

export type SignalSeen = { trigger: string; firedAt: number }

/** `days`: one reading a day of the meter's current period, oldest first. */
export type MeterSeen = { name: string; reading: Reading; days: readonly DayReading[] }

/**
 * Days of use, one for each person and day: in the last `trendDays` days, and in as many before. Single
 * events would let one import or one busy afternoon pass for a trend.
 */
export type Use = { recent: number; before: number }

export type AccountFacts = {
  account: string
  traits: Traits
  /** Those that nothing has cancelled, in any order. */
  signals: readonly SignalSeen[]
  use: Use
  meters: readonly MeterSeen[]
}
