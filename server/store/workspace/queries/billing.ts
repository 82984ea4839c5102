/** What billing has sent, and of whom nobody knows whose they are. */

import { and, count, desc, eq, isNotNull, max, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type {
  BillingEntry,
  MappedCustomer,
  UnmatchedCustomer,
} from '../../../../shared/event/billing.ts'
import type { Vendor } from '../../../../shared/event/source.ts'
import { billingEvents, billingLinks } from '../schema.ts'

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

/** Who was mapped last first. */
export function listMapped(
  db: LibSQLDatabase,
  vendor: Vendor,
  limit: number,
): Promise<MappedCustomer[]> {
  const { ref, account, at, way } = billingLinks
  return db
    .select({ customer: ref, account, at })
    .from(billingLinks)
    .where(and(eq(billingLinks.vendor, vendor), sql`${way} = 'hand'`))
    .orderBy(desc(at), ref)
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
