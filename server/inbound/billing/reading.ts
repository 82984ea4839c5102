/** What is made of an event of billing, whichever vendor's. */
import type { BillingEvent, Standing } from '../../../shared/event/billing.ts'

export type BillingReading = {
  event: BillingEvent
  /** Of the customer that it is about: to be looked up among the users, and not to be kept. */
  email: string | null
}

type Without<T> = T extends unknown ? Omit<T, 'id' | 'type' | 'at'> : never
/** All but which event it is. */
export type Said = Without<BillingEvent>

export const notRead = {
  kind: 'nothing',
  why: 'Nothing is read from events of this type',
} as const satisfies Said

/** Of two of the same moment the end is the last, and the beginning the first. */
export function rankOf(isEnded: boolean, type: string): 0 | 1 | 2 {
  if (isEnded) return 2
  return type.endsWith('.created') ? 0 : 1
}

const standings: ReadonlyMap<string, Standing> = new Map([
  ['active', 'paying'],
  // Late payment is still revenue.
  ['past_due', 'paying'],
  ['trialing', 'trialing'],
  ['canceled', 'ended'],
  ['incomplete_expired', 'ended'],
])

/** They call it alike. What is paused, was never paid, or is unpaid for good is no revenue. */
export const standingOf = (status: string): Standing => standings.get(status) ?? 'idle'
