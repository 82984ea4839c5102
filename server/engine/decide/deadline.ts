/** When an offer really ends for an account: what a countdown may count down to. */
import { offerEndsAt, type Rules } from '../rules.ts'
import type { OfferMade } from './question.ts'

/** A nudge that proposes the offer, by when it stops. */
export type Proposing = { rules: Pick<Rules, 'offerLastsMs'>; endsAt: number | undefined }

/**
 * The moment after which none of those who propose an offer does so any more: the latest of their
 * ends. Null where one of them has none, or none is left.
 */
export function deadlineOf(
  proposing: readonly Proposing[],
  made: OfferMade | undefined,
  now: number,
): number | null {
  const ends = proposing.map((one) => endOf(one, made, now))
  const latest = Math.max(...ends.filter((end) => end > now))
  return Number.isFinite(latest) ? latest : null
}

/** Counted from now while the account hasn't seen the offer; infinity for never. */
function endOf(
  { rules, endsAt = Number.POSITIVE_INFINITY }: Proposing,
  made: OfferMade | undefined,
  now: number,
): number {
  return Math.min(endsAt, offerEndsAt(rules, made, now) ?? Number.POSITIVE_INFINITY)
}
