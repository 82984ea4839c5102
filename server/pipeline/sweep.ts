/**
 * Finds what becomes true because time passes. Trials come to their end; conditions that can change
 * without an event have left a wake-up with the moment at which they can; nothing else is looked
 * at. What a crash interrupts is still due afterwards.
 */
import type { Client, Transaction } from '@libsql/client'
import type { Catalogue } from '../engine/catalogue.ts'
import type { Due } from './pipeline.ts'
import { sweepTrials } from './sweep-trials.ts'
import type { Writer } from './writer.ts'

/** Conditions, and trials, looked at in one transaction. */
const most = 500

export async function sweep(client: Client, writer: Writer, at: number): Promise<number> {
  const ended = await sweepTrials(client, writer, { at, most })
  return ended + (await sweepWakeups(client, writer, at))
}

async function sweepWakeups(client: Client, writer: Writer, at: number): Promise<number> {
  const found = await client.execute({
    sql: `SELECT trigger, account, user FROM wakeups WHERE due_at <= ? ORDER BY due_at LIMIT ${most}`,
    args: [at],
  })
  if (found.rows.length === 0) return 0
  const due = found.rows.map(
    (row): Due => ({
      trigger: String(row.trigger),
      account: String(row.account),
      user: row.user === '' ? null : String(row.user),
    }),
  )
  await writer.submit({ at, inputs: [], due })
  return due.length
}

/** Has everybody looked at who is known when a trigger goes live; forgets those of other triggers. */
export async function alignWakeups(
  transaction: Transaction,
  { timeDriven }: Catalogue,
  changed: string,
  at: number,
): Promise<void> {
  const live = JSON.stringify(timeDriven.map((one) => one.trigger.key))
  await transaction.execute({
    sql: 'DELETE FROM wakeups WHERE trigger NOT IN (SELECT value FROM json_each(?))',
    args: [live],
  })
  const trigger = timeDriven.find((one) => one.trigger.key === changed)
  if (!trigger) return
  const everybody =
    trigger.trigger.subject === 'account'
      ? "SELECT ?, id, '', ? FROM accounts"
      : 'SELECT ?, account, id, ? FROM users'
  await transaction.execute({
    sql: `INSERT INTO wakeups (trigger, account, user, due_at) ${everybody} WHERE true
          ON CONFLICT (trigger, account, user) DO UPDATE SET due_at = excluded.due_at`,
    args: [changed, at],
  })
}
