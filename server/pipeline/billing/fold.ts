/**
 * What waits of billing's events is applied to what is known, in the order of the vendor's clock. What
 * follows from it for the log is written beside it in the same transaction, and submitted after it.
 */

import type { BillingEvent, BillingFate, BillingNote } from '../../../shared/billing.ts'
import { externalId } from '../../../shared/key.ts'
import type { Vendor } from '../../../shared/source.ts'
import {
  type Change,
  foldSubscription,
  type SubscriptionEvent,
} from '../../engine/billing/subscription.ts'
import { traitsOf } from '../../engine/billing/traits.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'
import { erasureHash } from '../../store/workspace/erasure-hash.ts'
import { type Definitions, loadDefinitions } from '../definitions.ts'
import type { Input } from '../pipeline.ts'
import { accountOfDecision, decisionFor } from './attribute.ts'
import { keepLink, readLink, wakeUnmatched } from './links.ts'
import { readSnapshot, snapshotsOf, writeSnapshot } from './snapshots.ts'

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
export async function foldBilling(transaction: Transaction, at: number): Promise<number> {
  const { rows } = await transaction.execute(
    `SELECT vendor, id, event FROM billing_events WHERE fate = 'waiting'
     ORDER BY at, rank, rowid LIMIT ${mostAtOnce}`,
  )
  if (rows.length === 0) return 0
  const definitions = await loadDefinitions(transaction)
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
    case 'nothing':
      return { fate: 'nothing', note: 'not_read' }
    default:
      return event satisfies never
  }
}

async function ofCheckout(
  folding: Folding,
  event: Extract<BillingEvent, { kind: 'checkout' }>,
): Promise<Outcome> {
  const { transaction, vendor, at } = folding
  const { customer, subscription, reference, decision: named } = event
  // A link carries the account, or the decision that it stood in; of that the account is known.
  const ofReference = reference && (await accountOfDecision(transaction, reference))
  const decision = ofReference ? reference : named
  const account =
    ofReference || reference || (named && (await accountOfDecision(transaction, named)))
  if (!account || !isAccount(account)) return { fate: 'nothing', note: 'no_account' }
  if (await isErased(folding, account)) return erased
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
  folding: Folding,
  { customer, account }: Extract<BillingEvent, { kind: 'customer' }>,
): Promise<Outcome> {
  const { transaction, vendor, at } = folding
  if (account === null || !isAccount(account)) return { fate: 'nothing', note: 'no_account' }
  if (await isErased(folding, account)) return erased
  const link = { account, way: 'customer', decision: null, at } as const
  await keepLink(transaction, { vendor, ref: customer }, link)
  await wakeUnmatched(transaction, vendor, customer)
  return { fate: 'applied', note: 'linked', account }
}

async function ofSubscription(folding: Folding, event: SubscriptionEvent): Promise<Outcome> {
  const { transaction, definitions, vendor, at } = folding
  const { id, customer, account: said } = event.subscription
  const own = await readLink(transaction, { vendor, ref: id })
  const told = own?.account ?? (said !== null && isAccount(said) ? said : null)
  const account = told ?? (await readLink(transaction, { vendor, ref: customer }))?.account
  if (!account) return { fate: 'unmatched', note: 'no_account' }
  if (await isErased(folding, account)) return erased
  if (told) {
    const link = { account, way: 'subscription', decision: null, at } as const
    await keepLink(transaction, { vendor, ref: customer }, link)
    await wakeUnmatched(transaction, vendor, customer)
  }
  const before = await readSnapshot(transaction, vendor, id)
  const plans = [...definitions.catalogue.plans.values()]
  const folded = foldSubscription(before?.snapshot ?? null, event, plans)
  if (folded.kind === 'stale') return { fate: 'stale', note: 'same', account }
  const { snapshot, change } = folded
  await writeSnapshot(transaction, { vendor, id, customer, account }, snapshot)
  const accounts = [...new Set([account, before?.account ?? account])]
  const decided = own?.decision ?? event.subscription.decision
  const effects = await effectsOf(folding, event, { accounts, change, named: decided })
  const note = change ? 'changed' : before || snapshot.isWhole ? 'same' : 'known_from_now'
  return { fate: 'applied', note, account, effects }
}

/** `accounts`: whose it is, and whose it was until now. */
type Effecting = { accounts: string[]; change: Change | null; named: string | null }

/** What it comes to in the log. */
async function effectsOf(
  { transaction, definitions, vendor, at }: Folding,
  event: SubscriptionEvent,
  { accounts, change, named }: Effecting,
): Promise<Input[]> {
  const plans = [...definitions.catalogue.plans.values()]
  const occurredAt = Math.min(event.at, at)
  const common = { user: null, occurredAt, receivedAt: at, source: 'tool' } as const
  const messageId = `billing_${vendor}_${event.id}`
  const effects: Input[] = []
  for (const [i, account] of accounts.entries()) {
    const traits = traitsOf(await snapshotsOf(transaction, account), plans)
    const id = `${messageId}_${i}`
    effects.push({ ...common, kind: 'account_traits', messageId: id, account, traits })
  }
  const [account] = accounts
  if (change && account !== undefined) {
    const purchase = { change, named, account, at: occurredAt }
    const decision = await decisionFor(transaction, definitions, purchase)
    const { kind, ...bought } = change
    const what = { change: kind, offer: null, decision, ...bought }
    effects.push({ ...common, kind: 'conversion', messageId, account, ...what })
  }
  return effects
}

const erased: Outcome = { fate: 'refused', note: 'erased' }

const isAccount = (text: string) => externalId.safeParse(text).success

async function isErased({ transaction, definitions }: Folding, account: string): Promise<boolean> {
  const secret = definitions.erasureSecret
  if (secret === undefined) return false
  const { rows } = await transaction.execute({
    sql: 'SELECT 1 FROM erasures WHERE hash = ?',
    args: [erasureHash(secret, { kind: 'account', id: account })],
  })
  return rows.length > 0
}
