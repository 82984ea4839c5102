/** Several messages, translated in their order: what one says of where somebody acts, the next ones know. */
import { accountOfOne } from '../../../shared/event/event.ts'
import type { SourceMapping, Vendor } from '../../../shared/event/source.ts'
import { accountIn, emailIn, userOf } from '../../inbound/ids.ts'
import type { Message } from '../../inbound/message.ts'
import { translate } from '../../inbound/translate.ts'
import type { Translated } from '../../inbound/translated.ts'
import {
  findAccountsOfRequesters,
  findUsersByEmail,
  sameEmail,
} from '../../store/workspace/queries/requesters.ts'
import { findAccountsOfUsers } from '../../store/workspace/queries/users.ts'
import { isPlainEvent } from '../request/plain-event.ts'
import type { Workspace } from '../router.ts'

type Db = Workspace['db']

/** Whom it is of, as far as that could be told, and what it becomes. */
export type Read = {
  user: string | null
  account: string | null
  /** It names none: the account is where its user was known to act. */
  isAccountAssumed: boolean
  translated: Translated
}

type Source = { vendor: Vendor; mapping: SourceMapping }

export async function translateAll(
  { db }: Pick<Workspace, 'db'>,
  messages: readonly Message[],
  { vendor, mapping }: Source,
): Promise<Read[]> {
  const userOfEmail = await usersByEmail(db, messages, mapping)
  const accountOfRequester = await accountsOfRequesters(db, messages, vendor)
  const who = messages.map((one) => ({
    user: userOf(one, mapping, userOfEmail),
    account: accountIn(one, mapping),
  }))
  const alone = new Set(who.flatMap(({ user, account }) => (user && !account ? [user] : [])))
  const accounts =
    alone.size > 0 ? await findAccountsOfUsers(db, [...alone]) : new Map<string, string>()
  const accountOf = (one: string) => accounts.get(one) ?? accountOfOne(one)
  const translation = { mapping, accountOf, userOfEmail, accountOfRequester, isPlainEvent }
  return messages.map((message, i) => {
    const { user = null, account = null } = who[i] ?? {}
    if (user !== null && account !== null) accounts.set(user, account)
    const translated = translate(message, translation)
    if (account !== null || user === null) {
      return { user, account, isAccountAssumed: false, translated }
    }
    return { user, account: accountOf(user), isAccountAssumed: true, translated }
  })
}

async function usersByEmail(db: Db, messages: readonly Message[], mapping: SourceMapping) {
  const emails = messages.flatMap((one) => emailIn(one, mapping) ?? [])
  const users = emails.length > 0 ? await findUsersByEmail(db, emails) : new Map<string, string>()
  return (email: string) => users.get(sameEmail(email)) ?? null
}

async function accountsOfRequesters(db: Db, messages: readonly Message[], vendor: Vendor) {
  const ids = messages.flatMap(({ says }) =>
    says.kind === 'inquiry' && says.inquiry.requester ? [says.inquiry.requester.id] : [],
  )
  const accounts =
    ids.length > 0 ? await findAccountsOfRequesters(db, vendor, ids) : new Map<string, string>()
  return (requester: string) => accounts.get(requester) ?? null
}
