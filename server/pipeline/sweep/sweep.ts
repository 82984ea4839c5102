/**
 * What becomes true because time passes. Conditions that can change without an event have left a
 * wake-up with the minute in which they can; nothing else is looked at. A look is made as of that
 * minute, before anything that comes in it or later, and what a crash interrupts is still due
 * afterwards: so it is the same look, however late it is made.
 */

import type { Catalogue } from '../../engine/catalogue.ts'
import { dueAt } from '../../engine/look.ts'
import type { Transaction } from '../../store/connection.ts'
import type { Due } from '../work.ts'

/** Looks that are loaded together. */
const most = 500

/**
 * Those of the first minute that has come due: the next minute is looked at when these have been,
 * for what they fire may be counted there.
 */
export async function findDue(transaction: Transaction, at: number): Promise<Due[]> {
  const found = await transaction.execute({
    sql: `SELECT trigger, account, user, due_at FROM wakeups
          WHERE due_at <= ? AND due_at = (SELECT min(due_at) FROM wakeups)
          ORDER BY trigger, account, user LIMIT ${most}`,
    args: [at],
  })
  return found.rows.map((row) => ({
    trigger: String(row.trigger),
    account: String(row.account),
    user: row.user === '' ? null : String(row.user),
    at: Number(row.due_at),
  }))
}

/** Forgets the wake-ups of triggers that are no longer live. */
export async function dropWakeups(transaction: Transaction, catalogue: Catalogue): Promise<void> {
  const live = catalogue.timeDriven.map((one) => one.trigger.key)
  await transaction.execute({
    sql: 'DELETE FROM wakeups WHERE trigger NOT IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(live)],
  })
}

/** Has everybody looked at who is known, when a trigger goes live. */
export async function wakeEverybody(
  transaction: Transaction,
  { timeDriven }: Catalogue,
  key: string,
  at: number,
): Promise<void> {
  const compiled = timeDriven.find((one) => one.trigger.key === key)
  if (!compiled) return
  const everybody =
    compiled.trigger.subject === 'account'
      ? "SELECT ?, id, '', ? FROM accounts"
      : 'SELECT ?, account, id, ? FROM users'
  await transaction.execute({
    sql: `INSERT INTO wakeups (trigger, account, user, due_at) ${everybody} WHERE true
          ON CONFLICT (trigger, account, user) DO UPDATE SET due_at = excluded.due_at`,
    args: [key, dueAt(at)],
  })
}
