/** What was bought or lost between two looks at what an account pays. */

import type { Plan } from '../../../shared/definition/plan.ts'
import { microsInMinor, type Paid, type Standing } from '../../../shared/event/billing.ts'
import type { ConversionKind } from '../../../shared/event/conversion.ts'

export type Change = {
  account: string
  kind: ConversionKind
  plan: string | null
  mrrDelta: number | null
  currency: string | null
  /** Whether somebody has decided on it: to what only changes whose it is no prompt has led. */
  isBought: boolean
}

type Subscribed = Omit<Paid, 'minor'> & { standing: Standing; micros: number | null }

/** Null where nothing is paid. */
export function paidOf({ standing, plan, seats, micros, currency }: Subscribed): Paid | null {
  return standing === 'paying' ? { plan, seats, minor: minorOf(micros), currency } : null
}

const nothing = { plan: null, seats: null, minor: 0 }

/** Between two of one currency. */
export function changeOf(
  account: string,
  { from, to }: { from: Paid | null; to: Paid | null },
  plans: readonly Plan[],
): Change | null {
  const was = from ?? nothing
  const is = to ?? nothing
  const mrrDelta = was.minor === null || is.minor === null ? null : is.minor - was.minor
  const kind = kindOf(from, to, mrrDelta)
  if (kind === null) return null
  // Without an amount it would be taken for a gain.
  if (mrrDelta === null && isLess(from, to, plans)) return null
  const currency = mrrDelta === null ? null : ((to ?? from)?.currency ?? null)
  return { account, kind, plan: is.plan, mrrDelta, currency, isBought: true }
}

function kindOf(from: Paid | null, to: Paid | null, mrrDelta: number | null) {
  if (from?.plan !== to?.plan || (from === null) !== (to === null)) return 'plan'
  if (from?.seats !== to?.seats) return 'seats'
  return mrrDelta ? 'add_on' : null
}

function isLess(from: Paid | null, to: Paid | null, plans: readonly Plan[]): boolean {
  if (from === null || to === null) return to === null
  const tierOf = ({ plan }: Paid) => plans.find(({ key }) => key === plan)?.tier ?? -1
  const tiers = tierOf(to) - tierOf(from)
  return tiers === 0 ? (to.seats ?? 0) < (from.seats ?? 0) : tiers < 0
}

/** Whole minor units: rounded from what is there, so that differences add up to it. */
export const minorOf = (micros: number | null) =>
  micros === null ? null : Math.round(micros / microsInMinor)
