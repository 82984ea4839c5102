/**
 * What waits of billing's events is applied to what is known, in the order of the vendor's clock. What
 * follows from it for the log is written beside it in the same transaction, and submitted after it.
 */

import type { BillingEvent, BillingFate, BillingNote } from '../../../shared/event/billing.ts'
import type { Vendor } from '../../../shared/event/source.ts'
import type { Change } from '../../engine/billing/change.ts'
import { microsOf } from '../../engine/billing/discount.ts'
import {
  foldSubscription,
  rehome,
  type SubscriptionEvent,
} from '../../engine/billing/subscription.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'
import type { Definitions } from '../definition/definitions.ts'
import type { Input } from '../input.ts'
import { discountOf, keepDiscount } from './discounts.ts'
import { effectsOf } from './effects.ts'
import { isErased } from './erased.ts'
import { forgetLink, keepLink, wakeUnmatched } from './links.ts'
import { readSnapshot, snapshotsElsewhere, writeSnapshot } from './snapshots.ts'
import { isAccount, whoseCheckout, whoseSubscription } from './whose.ts'

const mostAtOnce = 100

type Folding = {
  transaction: Transaction
  definitions: Definitions
  vendor: Vendor
  at: number
}
type Outcome = {
  fate: BillingFate
  note: BillingNote
  account?: string | null
  effects?: Input[]
}

/** Answers how many it has looked at. */
export async function foldBilling(
  transaction: Transaction,
  published: () => Promise<Definitions>,
  at: number,
): Promise<number> {
  const { rows } = await transaction.execute(
    `SELECT vendor, id, event FROM billing_events WHERE fate = 'waiting'
     ORDER BY at, rank, rowid LIMIT ${mostAtOnce}`,
  )
  if (rows.length === 0) return 0
  const definitions = await published()
  for (const row of rows) {
    const event = JSON.parse(String(row.event)) as BillingEvent
    const folding = { transaction, definitions, vendor: row.vendor as Vendor, at }
    await settle(transaction, row, await outcomeOf(folding, event))
  }
  return rows.length
}

async function settle(transaction: Transaction, row: Row, outcome: Outcome): Promise<void> {
  const { fate, note, account = null, effects = [] } = outcome
  const isErased = note === 'erased'
  await transaction.execute({
    sql: `UPDATE billing_events SET fate = ?, note = ?, account = ?, effects = ?
          ${isErased ? `, customer = NULL, event = json_object('id', id, 'type', event ->> 'type', 'at', at, 'kind', 'nothing', 'why', '')` : ''}
          WHERE vendor = ? AND id = ?`,
    args: [
      fate,
      note,
      account,
      effects.length > 0 ? jsonText(effects) : null,
      row.vendor as Vendor,
      String(row.id),
    ],
  })
}

async function outcomeOf(folding: Folding, event: BillingEvent): Promise<Outcome> {
  switch (event.kind) {
    case 'subscription':
      return ofSubscription(folding, event)
    case 'checkout':
      return ofCheckout(folding, event)
    case 'customer':
      return ofCustomer(folding, event)
    case 'discount':
      return (await keepDiscount(folding.transaction, folding.vendor, event)) === 'kept'
        ? { fate: 'applied', note: 'discount_kept' }
        : { fate: 'stale', note: 'same' }
    case 'mapped':
      return ofMapped(folding, event)
    case 'nothing':
      return { fate: 'nothing', note: 'not_read' }
    default:
      return event satisfies never
  }
}

async function ofCheckout(
  { transaction, vendor }: Folding,
  event: Extract<BillingEvent, { kind: 'checkout' }>,
): Promise<Outcome> {
  const whose = await whoseCheckout(transaction, event)
  if (!whose) return { fate: 'nothing', note: 'no_account' }
  const { account, decision } = whose
  if (await isErased(transaction, account)) return erased
  const { customer, subscription, at } = event
  const link = { account, way: 'checkout', at } as const
  if (subscription) {
    await keepLink(transaction, { vendor, ref: subscription }, { ...link, decision })
  }
  if (customer) {
    await keepLink(transaction, { vendor, ref: customer }, { ...link, decision: null })
    await wakeUnmatched(transaction, vendor, customer)
  }
  return { fate: 'applied', note: 'linked', account }
}

async function ofCustomer(
  { transaction, vendor }: Folding,
  { customer, account, way, at }: Extract<BillingEvent, { kind: 'customer' }>,
): Promise<Outcome> {
  if (account === null || !isAccount(account)) return { fate: 'nothing', note: 'no_account' }
  if (await isErased(transaction, account)) return erased
  await keepLink(transaction, { vendor, ref: customer }, { account, way, decision: null, at })
  await wakeUnmatched(transaction, vendor, customer)
  return { fate: 'applied', note: 'linked', account }
}

async function ofSubscription(folding: Folding, event: SubscriptionEvent): Promise<Outcome> {
  const { transaction, definitions, vendor } = folding
  const { subscription } = event
  const { id, customer, currency, mrr } = subscription
  const kept = await readSnapshot(transaction, vendor, id)
  const whose = await whoseSubscription(transaction, vendor, { event, before: kept })
  if (!whose) return { fate: 'unmatched', note: 'no_account' }
  const { account, decision, isTold } = whose
  if (await isErased(transaction, account)) return erased
  const micros = microsOf(mrr, currency, await discountOf(transaction, vendor, mrr))
  const plans = [...definitions.catalogue.plans.values()]
  const before = kept?.snapshot ?? null
  const folded = foldSubscription(before, { account, event, micros }, plans)
  if (folded.kind === 'stale') return { fate: 'stale', note: 'same', account }
  const { snapshot, changes } = folded
  await writeSnapshot(transaction, { vendor, id, customer, isTold }, snapshot)
  if (kept && kept.customer !== customer) await forgetLink(transaction, { vendor, ref: id })
  if (isTold) await wakeUnmatched(transaction, vendor, customer)
  const accounts = [snapshot.account, ...(before ? [before.account] : [])]
  const effects = await effectsOf(effecting(folding, event), { accounts, changes, decision })
  const isKnown = before !== null || snapshot.isWhole
  const note = changes.length > 0 ? 'changed' : isKnown ? 'same' : 'known_from_now'
  return { fate: 'applied', note, account, effects }
}

/** All of the customer's that do not say themselves whose they are become the account's. */
async function ofMapped(
  folding: Folding,
  event: Extract<BillingEvent, { kind: 'mapped' }>,
): Promise<Outcome> {
  const { transaction, definitions, vendor } = folding
  const { customer, account } = event
  if (await isErased(transaction, account)) return erased
  const plans = [...definitions.catalogue.plans.values()]
  const elsewhere = await snapshotsElsewhere(transaction, vendor, { customer, account })
  const accounts = [account]
  const changes: Change[] = []
  for (const { id, snapshot: before } of elsewhere) {
    const { snapshot, changes: moved } = rehome(account, before, plans)
    await writeSnapshot(transaction, { vendor, id, customer, isTold: false }, snapshot)
    accounts.push(before.account)
    changes.push(...moved)
  }
  const effects = await effectsOf(effecting(folding, event), { accounts, changes, decision: null })
  const note = changes.length > 0 ? 'changed' : 'linked'
  return { fate: 'applied', note, account, effects }
}

const effecting = ({ transaction, definitions, vendor, at }: Folding, event: BillingEvent) => ({
  ...{ transaction, definitions, at },
  messageId: `billing_${vendor}_${event.id}`,
  occurredAt: Math.min(event.at, at),
})

const erased: Outcome = { fate: 'refused', note: 'erased' }
