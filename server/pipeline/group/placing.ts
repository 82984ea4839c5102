/**
 * The accounts of those who are told of without one: where they are known to act, as this transaction
 * sees it. Whoever told may have looked before somebody else, here or at another node, said where it is;
 * what knows nothing of accounts must take nobody out of theirs.
 */
import type { Runner } from '../../store/connection.ts'
import type { Input } from '../input.ts'
import type { Work } from '../work.ts'
import { among, listOf } from './rows.ts'
import { unchangedSql } from './unchanged.ts'

const accountsSql = among('t.id, t.account', 'users', 'id')
const loggedSql = among('t.message_id', 'events', 'message_id')

/**
 * The same works; what is said for a user's own account earlier among them counts for what follows, but
 * for what is said again: it was so when it was said first.
 */
export async function placed(from: Runner, works: readonly Work[]): Promise<readonly Work[]> {
  const asked = new Set<string>()
  for (const { inputs } of works) {
    for (const one of inputs) if (one.isAccountAssumed && one.user !== null) asked.add(one.user)
  }
  if (asked.size === 0) return works
  const known = await accountsOf(from, asked)
  const logged = await loggedOf(from, works)
  return works.map((work) => ({
    ...work,
    inputs: work.inputs.map((one) => place(one, known, logged)),
  }))
}

function place(input: Input, known: Map<string, string>, logged: Set<string>): Input {
  const { user, isAccountAssumed, messageId } = input
  if (user === null || logged.has(messageId)) return input
  logged.add(messageId)
  const account = isAccountAssumed ? (known.get(user) ?? input.account) : input.account
  known.set(user, account)
  return account === input.account ? input : { ...input, account }
}

/** Those of their messages that have been here before. */
async function loggedOf(from: Runner, works: readonly Work[]): Promise<Set<string>> {
  const ids = works.flatMap(({ inputs }) =>
    inputs.flatMap((one) => (one.isUnrepeated ? [] : [one.messageId])),
  )
  if (ids.length === 0) return new Set()
  const args = listOf(ids)
  const found = await from.batch([loggedSql, unchangedSql].map((sql) => ({ sql, args })))
  const rows = found.flatMap((one) => JSON.parse(String(one.rows[0]?.rows)) as [id: string][])
  return new Set(rows.map(([id]) => id))
}

/** Of those of them who are known: where they were last said to act. */
export async function accountsOf(
  from: Runner,
  users: ReadonlySet<string>,
): Promise<Map<string, string>> {
  if (users.size === 0) return new Map()
  const { rows } = await from.execute({ sql: accountsSql, args: listOf(users) })
  return new Map(JSON.parse(String(rows[0]?.rows)) as [user: string, account: string][])
}
