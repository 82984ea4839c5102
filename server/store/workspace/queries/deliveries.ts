import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Delivery, DeliveryStatus } from '../../../../shared/play/delivery.ts'
import { deliveries } from '../schema.ts'

export type DeliveryFilter = {
  destination?: string | undefined
  status?: DeliveryStatus | undefined
  limit: number
}

/** Newest first. */
export async function listDeliveries(
  db: LibSQLDatabase,
  { destination, status, limit }: DeliveryFilter,
): Promise<Delivery[]> {
  const rows = await db
    .select()
    .from(deliveries)
    .where(
      and(
        destination === undefined ? undefined : eq(deliveries.destination, destination),
        status === undefined ? undefined : hasStatus(status),
      ),
    )
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(limit)
  return rows.map(deliveryOf)
}

export async function findDelivery(db: LibSQLDatabase, id: string): Promise<Delivery | undefined> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, id))
  return row && deliveryOf(row)
}

function hasStatus(status: DeliveryStatus) {
  switch (status) {
    case 'delivered':
      return isNotNull(deliveries.deliveredAt)
    case 'failed':
      return and(isNotNull(deliveries.failedAt), isNull(deliveries.deliveredAt))
    case 'pending':
      return isNotNull(deliveries.nextAttemptAt)
    default:
      return status satisfies never
  }
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
