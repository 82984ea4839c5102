/** Several messages, translated in their order: what one says of where somebody acts, the next ones know. */
import { accountOfOne } from '../../../shared/event.ts'
import type { SourceMapping, Vendor } from '../../../shared/source.ts'
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
import { isPlainEvent } from '../plain-event.ts'
import type { Workspace } from '../router.ts'
import type { Joining } from './joining.ts'

type Db = Workspace['db']

/** Whom it is of, as far as that could be told, and what it becomes. */
export type Read = { user: string | null; account: string | null; translated: Translated }

type Source = { vendor: Vendor; mapping: SourceMapping }

export async function translateAll(
  { db }: Pick<Workspace, 'db'>,
  messages: readonly Message[],
  { vendor, mapping }: Source,
  joining: Pick<Joining, 'say' | 'accountOf'>,
): Promise<Read[]> {
  const userOfEmail = await usersByEmail(db, messages, mapping)
  const accountOfRequester = await accountsOfRequesters(db, messages, vendor)
  const who = messages.map((one) => ({
    user: userOf(one, mapping, userOfEmail),
    account: accountIn(one, mapping),
  }))
  for (const { user, account } of who) if (user && account) joining.say(user, account)
  const alone = new Set(who.flatMap(({ user, account }) => (user && !account ? [user] : [])))
  const accounts = await accountsOf(db, [...alone], joining)
  const accountOf = (one: string) => accounts.get(one) ?? accountOfOne(one)
  const translation = { mapping, accountOf, userOfEmail, accountOfRequester, isPlainEvent }
  return messages.map((message, i) => {
    const { user = null, account = null } = who[i] ?? {}
    if (user !== null && account !== null) accounts.set(user, account)
    const translated = translate(message, translation)
    return { user, account: account ?? (user === null ? null : accountOf(user)), translated }
  })
}

/** What is being taken in has the last word: before the log is read, and while that took its time. */
async function accountsOf(db: Db, users: string[], { accountOf }: Pick<Joining, 'accountOf'>) {
  if (users.length === 0) return new Map<string, string>()
  const before = users.map(accountOf)
  const accounts = await findAccountsOfUsers(db, users)
  users.forEach((user, i) => {
    const account = accountOf(user) ?? before[i]
    if (account !== undefined) accounts.set(user, account)
  })
  return accounts
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
