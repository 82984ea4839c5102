/**
 * The accounts of those who are told of without one: where they are known to act, as this transaction
 * sees it. Whoever told may have looked before somebody else, here or at another node, said where it is;
 * what knows nothing of accounts must take nobody out of theirs.
 */
import type { Runner } from '../store/connection.ts'
import type { Input, Work } from './pipeline.ts'
import { among, listOf } from './rows.ts'

const accountsSql = among('t.id, t.account', 'users', 'id')

/** The same works; what is said for a user's own account earlier among them counts for what follows. */
export async function placed(from: Runner, works: readonly Work[]): Promise<readonly Work[]> {
  const asked = new Set<string>()
  for (const { inputs } of works) {
    for (const one of inputs) if (one.isAccountAssumed && one.user !== null) asked.add(one.user)
  }
  if (asked.size === 0) return works
  const known = await accountsOf(from, asked)
  return works.map((work) => ({ ...work, inputs: work.inputs.map((one) => place(one, known)) }))
}

function place(input: Input, known: Map<string, string>): Input {
  const { user, isAccountAssumed } = input
  if (user === null) return input
  const account = isAccountAssumed ? (known.get(user) ?? input.account) : input.account
  known.set(user, account)
  return account === input.account ? input : { ...input, account }
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
