/** What a nudge draws for those to whom its own words don't speak. */
import { isHeld } from '../../../shared/account/claim.ts'
import type { FormKind } from '../../../shared/definition/nudge.ts'
import type { OfferKind } from '../../../shared/definition/plan.ts'
import type { FactValue } from '../../../shared/event/event.ts'
import { goesToSales } from '../../../shared/play/play.ts'
import type { Ask } from './gate.ts'
import { keptByPlay } from './kept.ts'

/** Offers that cost money at once: taking one is for those who may buy. */
const bought: readonly OfferKind[] = ['upgrade', 'seats', 'add_on']

/** The form to draw; null for the nudge's own words. While sales talks, nobody else is asked. */
export function formOf(ask: Ask): FormKind | null {
  const { forms } = ask.candidate.nudge
  if (forms?.contact && isWithSales(ask)) return 'contact'
  return forms?.ask_admin && needsAdmin(ask) ? 'ask_admin' : null
}

export function isWithSales(ask: Ask): boolean {
  const { facts, moment } = ask
  return isHeld(facts.claim, moment.now) || keptByPlay(ask)?.play.actions.some(goesToSales) === true
}

/** The offer is to be bought, and this user is not one who may. A relay's is for others to buy. */
export function needsAdmin(ask: Ask): boolean {
  const { candidate, catalogue } = ask
  const kind = catalogue.offers.get(candidate.nudge.offer)?.kind
  const isBought = kind !== undefined && bought.includes(kind)
  return (isBought || candidate.nudge.relay === true) && !mayBuy(roleOf(ask), ask)
}

/** A role that nobody has told us keeps no one from buying. */
function mayBuy(role: FactValue | undefined, { catalogue }: Ask): boolean {
  const { buyerRoles } = catalogue.settings
  return role === undefined || buyerRoles.length === 0 || buyerRoles.some((one) => one === role)
}

export function roleOf({ facts }: Ask): FactValue | undefined {
  return facts.facts.trait('user', 'role')
}
