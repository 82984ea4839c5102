import type { OfferMade } from '../../engine/decide/question.ts'
import { place } from '../../engine/world.ts'
import type { State } from '../group/state.ts'

/** Notes when an account was first shown an offer, or first took it; what comes late may be first. */
export function noteOffer(
  state: State,
  { account, offer }: { account: string; offer: string },
  what: keyof OfferMade,
  at: number,
): void {
  const where = place(offer, account)
  const made = state.offersMade.get(where) ?? { shownAt: null, convertedAt: null }
  const before = made[what]
  if (before !== null && before <= at) return
  state.offersMade.set(where, { ...made, [what]: at })
  state.out.offersMade.add(where)
}
