/** Keeps what billing has sent before anybody acknowledges it: a repeated one is one that is there. */

import type { BillingEvent } from '../../../shared/billing.ts'
import type { Vendor } from '../../../shared/source.ts'
import type { Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'

export type BillingArrival = {
  /** Whose it is: what they call things is theirs alone, whichever of its sources it came by. */
  vendor: Vendor
  event: BillingEvent
  at: number
}

export async function keepBilling(
  transaction: Transaction,
  { vendor, event, at }: BillingArrival,
): Promise<'new' | 'repeated'> {
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

function customerOf(event: BillingEvent): string | null {
  switch (event.kind) {
    case 'subscription':
      return event.subscription.customer
    case 'checkout':
    case 'customer':
      return event.customer
    case 'nothing':
      return null
    default:
      return event satisfies never
  }
}
