/** Whose a customer of billing, or a subscription, is: learned from what billing says, or told by a person. */

import { type LinkWay, linkWays } from '../../../shared/event/billing.ts'
import type { Vendor } from '../../../shared/event/source.ts'
import type { Transaction } from '../../store/connection.ts'
import { wellFormed } from '../../store/json-text.ts'

/** `at`: when it was said. */
export type Link = { account: string; way: LinkWay; decision: string | null; at: number }
type Where = { vendor: Vendor; ref: string }

export async function readLink(
  transaction: Transaction,
  { vendor, ref }: Where,
): Promise<Link | null> {
  const { rows } = await transaction.execute({
    sql: 'SELECT account, way, decision, at FROM billing_links WHERE vendor = ? AND ref = ?',
    args: [vendor, ref],
  })
  const [row] = rows
  return row
    ? {
        account: String(row.account),
        way: row.way as LinkWay,
        decision: row.decision === null ? null : String(row.decision),
        at: Number(row.at),
      }
    : null
}

/** Unless it is known from somebody who knows better, or has said it later. */
export async function keepLink(
  transaction: Transaction,
  { vendor, ref }: Where,
  { account, way, decision, at }: Link,
): Promise<void> {
  const known = await readLink(transaction, { vendor, ref })
  const rank = known ? linkWays.indexOf(known.way) - linkWays.indexOf(way) : 0
  if (rank < 0 || (known && rank === 0 && known.at > at)) return
  await transaction.execute({
    sql: `INSERT INTO billing_links (vendor, ref, account, way, decision, at)
          VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (vendor, ref) DO UPDATE SET
          account = excluded.account, way = excluded.way, decision = excluded.decision, at = excluded.at`,
    args: [vendor, ref, wellFormed(account), way, decision, at],
  })
}

/** What a checkout said of a subscription that is another customer's now. */
export async function forgetLink(transaction: Transaction, { vendor, ref }: Where): Promise<void> {
  await transaction.execute({
    sql: 'DELETE FROM billing_links WHERE vendor = ? AND ref = ?',
    args: [vendor, ref],
  })
}

/** What waited for somebody to know whose it is. */
export async function wakeUnmatched(
  transaction: Transaction,
  vendor: Vendor,
  customer: string,
): Promise<number> {
  const woken = await transaction.execute({
    sql: `UPDATE billing_events SET fate = 'waiting', note = NULL
          WHERE vendor = ? AND customer = ? AND fate = 'unmatched'`,
    args: [vendor, customer],
  })
  return woken.rowsAffected
}
