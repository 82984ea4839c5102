/** What an account's subscriptions, all together, say of it. */

import type { Plan } from '../../../shared/definition/plan.ts'
import type { Traits } from '../../../shared/event/event.ts'
import { minorOf } from './change.ts'
import type { Snapshot } from './subscription.ts'

type Of = Pick<Snapshot, 'standing' | 'plan' | 'seats' | 'micros' | 'currency'>

/**
 * `plan` of the highest tier, `seats` and `mrr` in minor units. What is not known is not said; revenue
 * that is not known, or is in several currencies, is forgotten rather than left as it was.
 */
export function traitsOf(subscriptions: readonly Of[], plans: readonly Plan[]): Traits {
  const live = subscriptions.filter(
    ({ standing }) => standing === 'paying' || standing === 'trialing',
  )
  if (live.length === 0) return { plan: freeOf(plans), seats: null, mrr: 0 }
  const tierOf = (key: string) => plans.find((one) => one.key === key)?.tier ?? -1
  const [plan] = live.flatMap((one) => one.plan ?? []).sort((a, b) => tierOf(b) - tierOf(a))
  const seats = live.flatMap((one) => one.seats ?? [])
  return {
    ...(plan !== undefined && { plan }),
    ...(seats.length > 0 && { seats: seats.reduce((sum, one) => sum + one, 0) }),
    mrr: mrrOf(live.filter(({ standing }) => standing === 'paying')),
  }
}

function mrrOf(paying: readonly Of[]): number | null {
  const micros = paying.map((one) => one.micros)
  const currencies = new Set(paying.flatMap((one) => (one.micros === 0 ? [] : [one.currency])))
  if (micros.includes(null) || currencies.size > 1) return null
  return minorOf(micros.reduce<number>((sum, one) => sum + (one ?? 0), 0))
}

/** Who pays for nothing is on the plan that costs nothing, where there is just one. */
function freeOf(plans: readonly Plan[]): string | null {
  const free = plans.filter(({ prices }) => prices.every(({ amount }) => amount === 0))
  return free.length === 1 ? (free[0]?.key ?? null) : null
}
