/** Each subscription as it was last said to be. */

import type { Paid, Standing } from '../../../shared/event/billing.ts'
import type { Vendor } from '../../../shared/event/source.ts'
import type { Snapshot } from '../../engine/billing/subscription.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'

const columns = 'account, at, rank, standing, plan, seats, micros, currency, is_whole, unseen'

export type KeptSubscription = { customer: string; isTold: boolean; snapshot: Snapshot }

export async function readSnapshot(
  transaction: Transaction,
  vendor: Vendor,
  id: string,
): Promise<KeptSubscription | undefined> {
  const { rows } = await transaction.execute({
    sql: `SELECT customer, is_told, ${columns} FROM billing_subscriptions WHERE vendor = ? AND id = ?`,
    args: [vendor, id],
  })
  return (
    rows[0] && {
      customer: String(rows[0].customer),
      isTold: rows[0].is_told === 1,
      snapshot: snapshotOf(rows[0]),
    }
  )
}

/** Of all vendors. */
export async function snapshotsOf(transaction: Transaction, account: string): Promise<Snapshot[]> {
  const { rows } = await transaction.execute({
    sql: `SELECT ${columns} FROM billing_subscriptions WHERE account = ?`,
    args: [account],
  })
  return rows.map(snapshotOf)
}

/** A customer's that are another's than this account's, and do not say so themselves. */
export async function snapshotsElsewhere(
  transaction: Transaction,
  vendor: Vendor,
  { customer, account }: { customer: string; account: string },
): Promise<{ id: string; snapshot: Snapshot }[]> {
  const { rows } = await transaction.execute({
    sql: `SELECT id, ${columns} FROM billing_subscriptions
          WHERE vendor = ? AND customer = ? AND account <> ? AND NOT is_told ORDER BY id`,
    args: [vendor, customer, account],
  })
  return rows.map((row) => ({ id: String(row.id), snapshot: snapshotOf(row) }))
}

/** The accounts of a customer's subscriptions; two of them where there are more. */
export async function ownersOf(
  transaction: Transaction,
  vendor: Vendor,
  customer: string,
): Promise<string[]> {
  const { rows } = await transaction.execute({
    sql: `SELECT DISTINCT account FROM billing_subscriptions
          WHERE vendor = ? AND customer = ? ORDER BY account LIMIT 2`,
    args: [vendor, customer],
  })
  return rows.map((row) => String(row.account))
}

const numberOrNull = (value: unknown) => (value === null ? null : Number(value))

const snapshotOf = (row: Row): Snapshot => ({
  account: String(row.account),
  at: Number(row.at),
  rank: Number(row.rank),
  standing: row.standing as Standing,
  plan: row.plan === null ? null : String(row.plan),
  seats: numberOrNull(row.seats),
  micros: numberOrNull(row.micros),
  currency: String(row.currency),
  isWhole: row.is_whole === 1,
  unseen: row.unseen === null ? null : (JSON.parse(String(row.unseen)) as Paid),
})

type Which = { vendor: Vendor; id: string; customer: string; isTold: boolean }

export async function writeSnapshot(
  transaction: Transaction,
  { vendor, id, customer, isTold }: Which,
  { account, at, rank, standing, plan, seats, micros, currency, isWhole, unseen }: Snapshot,
): Promise<void> {
  await transaction.execute({
    sql: `INSERT OR REPLACE INTO billing_subscriptions
          (vendor, id, customer, ${columns}, is_told)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    args: [
      ...[vendor, id, customer, account, at, rank, standing, plan, seats, micros, currency],
      isWhole ? 1 : 0,
      unseen && jsonText(unseen),
      isTold ? 1 : 0,
    ],
  })
}
