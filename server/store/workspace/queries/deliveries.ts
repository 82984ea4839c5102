import { desc, eq } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Delivery, DeliveryStatus } from '../../../../shared/delivery.ts'
import { deliveries } from '../schema.ts'

/** Newest first. */
export async function listDeliveries(db: LibSQLDatabase, limit: number): Promise<Delivery[]> {
  const rows = await db
    .select()
    .from(deliveries)
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(limit)
  return rows.map(deliveryOf)
}

export async function findDelivery(db: LibSQLDatabase, id: string): Promise<Delivery | undefined> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, id))
  return row && deliveryOf(row)
}

function deliveryOf({
  body: payload,
  leaseUntil: _,
  ...row
}: typeof deliveries.$inferSelect): Delivery {
  return { ...row, payload, status: statusOf(row) }
}

function statusOf(row: Pick<Delivery, 'deliveredAt' | 'failedAt'>): DeliveryStatus {
  if (row.deliveredAt !== null) return 'delivered'
  return row.failedAt === null ? 'pending' : 'failed'
}
