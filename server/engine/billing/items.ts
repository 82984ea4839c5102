/** What the items of a subscription are in the words of the price catalogue. */

import type { Plan } from '../../../shared/definition/plan.ts'
import type { BillingItem } from '../../../shared/event/billing.ts'

/** Null where it is not known. */
export type Bought = { plan: string | null; seats: number | null }

export function readItems(items: readonly BillingItem[], plans: readonly Plan[]): Bought {
  const priced = items.map(({ price, lookupKey, quantity }) => ({
    ...foundIn(plans, price, lookupKey),
    quantity,
  }))
  const [highest] = priced.flatMap(({ plan }) => plan ?? []).sort((a, b) => b.tier - a.tier)
  const perSeat = priced.filter(({ per }) => per === 'seat')
  const [only, ...others] = priced
  const counted =
    perSeat.length > 0 ? perSeat : only?.per === null && others.length === 0 ? [only] : []
  const seats = counted.reduce((sum, one) => sum + one.quantity, 0)
  const isKnown = counted.length > 0 && Number.isSafeInteger(seats)
  return { plan: highest?.key ?? null, seats: isKnown ? seats : null }
}

/** By the id of the price, or by a lookup key that is a plan's. `per` null: it is not said. */
function foundIn(plans: readonly Plan[], price: string, lookupKey: string | null) {
  for (const plan of plans) {
    const found = plan.prices.find((one) => one.billingId === price || one.billingId === lookupKey)
    if (found) return { plan, per: found.per }
  }
  return { plan: plans.find((one) => one.key === lookupKey) ?? null, per: null }
}
