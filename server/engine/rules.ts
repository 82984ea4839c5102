/** What holds for a nudge: what its author said, and underneath it what the workspace says. */

import type { Nudge } from '../../shared/definition/nudge.ts'
import type { Cap } from '../../shared/value/cap.ts'
import { durationMs } from '../../shared/value/duration.ts'
import type { NudgeDefaults } from '../../shared/workspace/settings.ts'
import type { OfferMade } from './decide/question.ts'

export type Rules = {
  perUser: Cap
  /** Showings to one user, ever. */
  lifetime: number
  perAccount: Cap | undefined
  snoozeMs: number
  /** From when the account first saw the offer; null for ever. */
  offerLastsMs: number | null
  stopsAfterConversion: boolean
}

export function rulesOf(nudge: Nudge, defaults: NudgeDefaults): Rules {
  const offerLasts = nudge.offerLasts === undefined ? defaults.offerLasts : nudge.offerLasts
  return {
    perUser: nudge.caps.perUser ?? defaults.perUser,
    lifetime: nudge.caps.lifetime ?? defaults.lifetime,
    perAccount: nudge.caps.perAccount,
    snoozeMs: durationMs(nudge.snooze ?? defaults.snooze),
    offerLastsMs: offerLasts === null ? null : durationMs(offerLasts),
    stopsAfterConversion: nudge.stopAfterConversion ?? defaults.stopAfterConversion,
  }
}

/** When an account can no longer take an offer, counted from now while it hasn't seen it; null for never. */
export function offerEndsAt(
  { offerLastsMs }: Pick<Rules, 'offerLastsMs'>,
  made: OfferMade | undefined,
  now: number,
): number | null {
  return offerLastsMs === null ? null : (made?.shownAt ?? now) + offerLastsMs
}
