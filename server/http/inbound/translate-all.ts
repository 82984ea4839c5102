/** Several messages, translated in their order: what one says of where somebody acts, the next ones know. */
import { accountOfOne } from '../../../shared/event.ts'
import type { SourceMapping } from '../../../shared/source.ts'
import { accountIn, userOf } from '../../inbound/ids.ts'
import type { Message } from '../../inbound/message.ts'
import { type Translated, translate } from '../../inbound/translate.ts'
import { findAccountsOfUsers } from '../../store/workspace/queries/users.ts'
import { isPlainEvent } from '../plain-event.ts'
import type { Workspace } from '../router.ts'

/** Whom it is of, as far as that could be told, and what it becomes. */
export type Read = { user: string | null; account: string | null; translated: Translated }

export async function translateAll(
  { db }: Pick<Workspace, 'db'>,
  messages: readonly Message[],
  mapping: SourceMapping,
): Promise<Read[]> {
  const who = messages.map((one) => ({
    user: userOf(one, mapping),
    account: accountIn(one, mapping),
  }))
  const alone = new Set(who.flatMap(({ user, account }) => (user && !account ? [user] : [])))
  const accounts = alone.size > 0 ? await findAccountsOfUsers(db, [...alone]) : new Map()
  return messages.map((message, i) => {
    const { user = null, account = null } = who[i] ?? {}
    if (user !== null && account !== null) accounts.set(user, account)
    const accountOf = (one: string) => accounts.get(one) ?? accountOfOne(one)
    const translated = translate(message, { mapping, accountOf, isPlainEvent })
    return { user, account: account ?? (user === null ? null : accountOf(user)), translated }
  })
}
