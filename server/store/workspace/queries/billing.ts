/** What billing has sent, and of whom nobody knows whose they are. */

import { and, count, desc, eq, isNotNull, max } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { BillingEntry, UnmatchedCustomer } from '../../../../shared/billing.ts'
import type { Vendor } from '../../../../shared/source.ts'
import { billingEvents } from '../schema.ts'

/** The newest first. */
export function listBilling(
  db: LibSQLDatabase,
  vendor: Vendor,
  limit: number,
): Promise<BillingEntry[]> {
  const { event, receivedAt, account, fate, note } = billingEvents
  return db
    .select({ event, receivedAt, account, fate, note })
    .from(billingEvents)
    .where(eq(billingEvents.vendor, vendor))
    .orderBy(desc(billingEvents.receivedAt), desc(billingEvents.at))
    .limit(limit)
}

/** Who was heard of last first. */
export async function listUnmatched(
  db: LibSQLDatabase,
  vendor: Vendor,
  limit: number,
): Promise<UnmatchedCustomer[]> {
  const rows = await db
    .select({
      customer: billingEvents.customer,
      events: count(),
      lastAt: max(billingEvents.at),
    })
    .from(billingEvents)
    .where(
      and(
        eq(billingEvents.vendor, vendor),
        eq(billingEvents.fate, 'unmatched'),
        isNotNull(billingEvents.customer),
      ),
    )
    .groupBy(billingEvents.customer)
    .orderBy(desc(max(billingEvents.at)))
    .limit(limit)
  return rows.map(({ customer, events, lastAt }) => ({
    customer: customer ?? '',
    events,
    lastAt: lastAt ?? 0,
  }))
}
