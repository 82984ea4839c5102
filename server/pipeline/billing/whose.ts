/** Whose a subscription is, and which decision led to it. */

import type { Vendor } from '../../../shared/event/source.ts'
import { externalId } from '../../../shared/value/key.ts'
import { isStale, type SubscriptionEvent } from '../../engine/billing/subscription.ts'
import type { Transaction } from '../../store/connection.ts'
import { findDecision } from './attribute.ts'
import { readLink } from './links.ts'
import { type KeptSubscription, ownersOf } from './snapshots.ts'

export type Whose = { account: string; decision: string | null }

/**
 * The first that says so: the checkout that it was bought at, the subscription itself, its customer; then
 * what is known of the customer's subscriptions, where it is one account. What a checkout said was said of
 * the customer who was there.
 */
export async function whoseSubscription(
  transaction: Transaction,
  vendor: Vendor,
  { event, before }: { event: SubscriptionEvent; before: KeptSubscription | undefined },
): Promise<(Whose & { isTold: boolean }) | null> {
  const { subscription } = event
  const { id, customer } = subscription
  const hasMoved = before !== undefined && before.customer !== customer
  const own = hasMoved ? null : await readLink(transaction, { vendor, ref: id })
  const decision = own?.decision ?? subscription.decision
  // What is older than what is known does not say whose it is now.
  if (before && isStale(before.snapshot, event)) {
    return { account: before.snapshot.account, decision, isTold: before.isTold }
  }
  const said = subscription.account
  const told = own?.account ?? (said !== null && isAccount(said) ? said : null)
  if (told !== null) return { account: told, decision, isTold: true }
  const link = await readLink(transaction, { vendor, ref: customer })
  const [only, ...others] = await ownersOf(transaction, vendor, customer)
  const account =
    (link?.way === 'email' ? null : link?.account) ??
    (others.length === 0 ? only : null) ??
    link?.account
  return account === undefined || account === null ? null : { account, decision, isTold: false }
}

/** As ids of decisions begin. */
const decisionPrefix = 'dec_'

/**
 * Whom a link to a checkout names: an account, or the decision that it stood in, by itself or beside it.
 * A decision that is gone is nobody's, and no account that is called so.
 */
export async function whoseCheckout(
  transaction: Transaction,
  { reference, decision: named }: { reference: string | null; decision: string | null },
): Promise<Whose | null> {
  const carried = reference === null ? null : await findDecision(transaction, reference)
  if (carried) return { account: carried.account, decision: reference }
  if (reference !== null && isAccount(reference) && (await isNamed(transaction, reference))) {
    return { account: reference, decision: named }
  }
  const decided = named === null ? null : await findDecision(transaction, named)
  return decided && { account: decided.account, decision: named }
}

async function isNamed(transaction: Transaction, reference: string): Promise<boolean> {
  if (!reference.startsWith(decisionPrefix)) return true
  const { rows } = await transaction.execute({
    sql: 'SELECT 1 FROM accounts WHERE id = ?',
    args: [reference],
  })
  return rows.length > 0
}

export const isAccount = (text: string) => externalId.safeParse(text).success
