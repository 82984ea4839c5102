/** What the parts of a replay say to each other. Times are epoch ms. */

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
