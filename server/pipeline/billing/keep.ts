/** Keeps what billing has sent before anybody acknowledges it: a repeated one is one that is there. */

import type { BillingEvent } from '../../../shared/event/billing.ts'
import type { Vendor } from '../../../shared/event/source.ts'
import type { Transaction } from '../../store/connection.ts'
import { jsonText, wellFormed } from '../../store/json-text.ts'

export type BillingArrival = {
  /** Whose it is: what they call things is theirs alone, whichever of its sources it came by. */
  vendor: Vendor
  event: BillingEvent
  /** Of the customer; it goes no further than here. */
  email: string | null
  at: number
}

export async function keepBilling(
  transaction: Transaction,
  { vendor, event: said, email, at }: BillingArrival,
): Promise<'new' | 'repeated'> {
  const event = email === null ? said : await knownByEmail(transaction, said, email)
  const customer = customerOf(event)
  const isRead = event.kind !== 'nothing'
  const kept = await transaction.execute({
    sql: `INSERT INTO billing_events (vendor, id, event, at, rank, received_at, customer, fate, note)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    args: [
      vendor,
      event.id,
      jsonText(event),
      event.at,
      event.kind === 'subscription' ? event.rank : 0,
      at,
      customer,
      isRead ? 'waiting' : 'nothing',
      isRead ? null : 'not_read',
    ],
  })
  return kept.rowsAffected > 0 ? 'new' : 'repeated'
}

/**
 * A customer of whom nothing else says whose they are: their address is that of users of one account, as
 * its backend has said.
 */
async function knownByEmail(
  transaction: Transaction,
  event: BillingEvent,
  email: string,
): Promise<BillingEvent> {
  if (event.kind !== 'customer' || event.account !== null) return event
  const { rows } = await transaction.execute({
    sql: `SELECT DISTINCT account FROM users
          WHERE traits ->> 'email' IS NOT NULL AND lower(traits ->> 'email') = lower(?) LIMIT 2`,
    args: [wellFormed(email)],
  })
  const [only, ...others] = rows
  if (only === undefined || others.length > 0) return event
  return { ...event, account: String(only.account), way: 'email' }
}

function customerOf(event: BillingEvent): string | null {
  switch (event.kind) {
    case 'subscription':
      return event.subscription.customer
    case 'checkout':
    case 'customer':
    case 'mapped':
      return event.customer
    case 'discount':
    case 'nothing':
      return null
    default:
      return event satisfies never
  }
}
