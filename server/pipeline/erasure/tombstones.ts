/**
 * Erased stays erased: what comes late or again of somebody who was erased is refused, on any node,
 * because the database is asked in the transaction that would write it. Nothing is asked in a
 * workspace that has never erased anybody.
 */
import type { Issue } from '../../../shared/protocol/error.ts'
import { newlyKnown } from '../../engine/known.ts'
import { erasureHash, messageIdHash } from '../../store/workspace/erasure-hash.ts'
import type { Definitions } from '../definition/definitions.ts'
import type { Needs } from '../group/needs.ts'
import { among, type Loader, listOf } from '../group/rows.ts'
import type { State } from '../group/state.ts'
import type { Question } from '../work.ts'

/** Who of a group is erased. */
export type Erased = { accounts: Set<string>; users: Set<string> }

const erasuresSql = among('t.hash', 'erasures', 'hash')
const messagesSql = among('t.message_id', 'events', 'message_id')

export function erasureLoaders(needs: Needs, { erasureSecret }: Definitions): Loader[] {
  if (erasureSecret === undefined) return []
  const users = [...needs.users].map((id) => ({ kind: 'user', id }) as const)
  const accounts = [...needs.accounts].map((id) => ({ kind: 'account', id }) as const)
  const byHash = new Map(
    [...users, ...accounts].map((one) => [erasureHash(erasureSecret, one), one] as const),
  )
  return [
    {
      statement: { sql: erasuresSql, args: listOf(byHash.keys()) },
      take: ([hash], state) => {
        const one = byHash.get(String(hash))
        if (one) state.erased[`${one.kind}s`].add(one.id)
      },
    },
    ...messageLoaders(needs, erasureSecret),
  ]
}

/** Messages of others that told of somebody who was erased, and are kept under a hash. */
function messageLoaders({ messageIds }: Needs, secret: string): Loader[] {
  if (messageIds.size === 0) return []
  const byHash = new Map([...messageIds].map((id) => [messageIdHash(secret, id), id] as const))
  return [
    {
      statement: { sql: messagesSql, args: listOf(byHash.keys()) },
      take: ([hash], state) => {
        const id = byHash.get(String(hash))
        if (id !== undefined) state.known.add(id)
      },
    },
  ]
}

/** Why something about somebody who was erased is refused; `undefined` where it is not. */
export function refusedAsErased(
  { erased }: State,
  { account, user }: { account: string; user: string | null },
): Issue[] | undefined {
  if (user !== null && erased.users.has(user)) {
    return [{ path: 'user', message: 'This user was erased' }]
  }
  return erased.accounts.has(account)
    ? [{ path: 'account', message: 'This account was erased' }]
    : undefined
}

/** Somebody who was erased is answered as one who refuses prompts, and nothing of it is stored. */
export function askedByErased(state: State, question: Question): Question {
  const { account, user } = question.visitor
  if (!refusedAsErased(state, { account, user })) return question
  state.users.set(user, { ...newlyKnown(user, account, 0), consent: 'refused' })
  return { ...question, store: false }
}
