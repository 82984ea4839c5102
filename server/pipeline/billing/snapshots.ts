/** Each subscription as it was last said to be. */

import type { Standing } from '../../../shared/billing.ts'
import type { Vendor } from '../../../shared/source.ts'
import type { Snapshot } from '../../engine/billing/subscription.ts'
import type { Row, Transaction } from '../../store/connection.ts'

const columns = 'account, at, rank, standing, plan, seats, micros, currency, is_whole'

/** And of which account it was then. */
export async function readSnapshot(transaction: Transaction, vendor: Vendor, id: string) {
  const { rows } = await transaction.execute({
    sql: `SELECT ${columns} FROM billing_subscriptions WHERE vendor = ? AND id = ?`,
    args: [vendor, id],
  })
  return rows[0] && { account: String(rows[0].account), snapshot: snapshotOf(rows[0]) }
}

/** Of all vendors. */
export async function snapshotsOf(transaction: Transaction, account: string): Promise<Snapshot[]> {
  const { rows } = await transaction.execute({
    sql: `SELECT ${columns} FROM billing_subscriptions WHERE account = ?`,
    args: [account],
  })
  return rows.map(snapshotOf)
}

const orNull = (value: unknown) => (value === null ? null : Number(value))

const snapshotOf = (row: Row): Snapshot => ({
  at: Number(row.at),
  rank: Number(row.rank),
  standing: row.standing as Standing,
  plan: row.plan === null ? null : String(row.plan),
  seats: orNull(row.seats),
  micros: orNull(row.micros),
  currency: String(row.currency),
  isWhole: row.is_whole === 1,
})

type Whose = { vendor: Vendor; id: string; customer: string; account: string }

export async function writeSnapshot(
  transaction: Transaction,
  { vendor, id, customer, account }: Whose,
  { at, rank, standing, plan, seats, micros, currency, isWhole }: Snapshot,
): Promise<void> {
  await transaction.execute({
    sql: `INSERT OR REPLACE INTO billing_subscriptions
          (vendor, id, customer, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    args: [
      ...[vendor, id, customer, account, at, rank, standing, plan, seats, micros, currency],
      isWhole ? 1 : 0,
    ],
  })
}
