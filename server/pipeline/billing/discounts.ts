/** What discounts take off, by the ids under which subscriptions name them. */
import type { Discount, Mrr } from '../../../shared/event/billing.ts'
import type { Vendor } from '../../../shared/event/source.ts'
import type { Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'

/** An older word than the one that is kept changes nothing. */
export async function keepDiscount(
  transaction: Transaction,
  vendor: Vendor,
  { discount, at }: { discount: Discount; at: number },
): Promise<'kept' | 'stale'> {
  const { rowsAffected } = await transaction.execute({
    sql: `INSERT INTO billing_discounts (vendor, id, discount, at) VALUES (?, ?, ?, ?)
          ON CONFLICT (vendor, id) DO UPDATE SET discount = excluded.discount, at = excluded.at
          WHERE excluded.at >= billing_discounts.at`,
    args: [vendor, discount.id, jsonText(discount), at],
  })
  return rowsAffected > 0 ? 'kept' : 'stale'
}

/** Null where it names none, or one of which nothing has come. */
export async function discountOf(
  transaction: Transaction,
  vendor: Vendor,
  mrr: Mrr,
): Promise<Discount | null> {
  if (mrr.kind !== 'reduced') return null
  const { rows } = await transaction.execute({
    sql: 'SELECT discount FROM billing_discounts WHERE vendor = ? AND id = ?',
    args: [vendor, mrr.by],
  })
  return rows[0] ? (JSON.parse(String(rows[0].discount)) as Discount) : null
}
