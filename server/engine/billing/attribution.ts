/** Which prompt led to a purchase that names none: the last one shown that can have proposed it. */

import { type Offer, planOf } from '../../../shared/definition/plan.ts'
import type { ConversionKind } from '../../../shared/event/conversion.ts'
import { dayMs } from '../../../shared/value/duration.ts'

/** So long after it was shown a prompt is taken to have led to it. */
export const attributionMs = 14 * dayMs

/** Between when it was shown. */
export const attributionOf = ({ occurredAt: to }: { occurredAt: number }) => ({
  from: to - attributionMs,
  to,
})

/** `offer`: the one that was taken, where it is said. */
type Bought = { kind: ConversionKind; plan: string | null; offer?: string | null }

/** `offer`: what it proposed; undefined where that is not known any more. */
export type Shown = { decision: string; offer: Offer | undefined }

/** `shown`: the newest first. */
export function ledTo(shown: readonly Shown[], bought: Bought): string | null {
  return shown.find(({ offer }) => offer && canLeadTo(offer, bought))?.decision ?? null
}

/** An offer of another plan, or of seats where a plan was bought, has not led to it. */
function canLeadTo(offer: Offer, { kind, plan, offer: taken = null }: Bought): boolean {
  if (taken !== null) return offer.key === taken
  switch (offer.kind) {
    case 'seats':
      return kind === 'seats'
    case 'add_on':
      return kind === 'add_on'
    case 'upgrade':
    case 'trial':
    case 'ask_admin':
      return kind === 'plan' && (plan === null || planOf(offer) === plan)
    case 'contact':
    case 'learn_more':
      return true
    default:
      return offer satisfies never
  }
}
