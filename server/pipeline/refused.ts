/** The list of items refused at the door: the newest are kept, for the console. */
import type { Subject } from '../../shared/account/erasure.ts'
import type { Issue } from '../../shared/protocol/error.ts'
import type { EventSource } from '../../shared/protocol/live.ts'
import type { Transaction } from '../store/connection.ts'
import { jsonText } from '../store/json-text.ts'
import { withoutErased } from './erasure/keep-out.ts'
import { accountsOf } from './group/placing.ts'

export type RefusedItem = {
  at: number
  source: EventSource
  messageId: string | null
  issues: Issue[]
  /** The item as sent, cut to 2 KB. */
  item: string
}

const kept = 1000

export async function recordRefused(
  transaction: Transaction,
  refused: RefusedItem[],
): Promise<void> {
  const told = await withAccounts(
    transaction,
    await withoutErased(transaction, refused, subjectsIn),
  )
  await transaction.batch([
    {
      sql: `INSERT INTO refusals (at, source, message_id, issues, item)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`,
      args: [
        jsonText(
          told.map((one) => [
            one.at,
            one.source,
            one.messageId,
            JSON.stringify(one.issues),
            one.item,
          ]),
        ),
      ],
    },
    `DELETE FROM refusals WHERE id <= (SELECT max(id) FROM refusals) - ${kept}`,
  ])
}

/** What names a user alone is found with their account, too. */
async function withAccounts(
  transaction: Transaction,
  refused: readonly RefusedItem[],
): Promise<RefusedItem[]> {
  const userIn = (one: RefusedItem) =>
    one.item.includes('"account":')
      ? undefined
      : subjectsIn(one).find(({ kind }) => kind === 'user')?.id
  const users = new Set(refused.flatMap((one) => userIn(one) ?? []))
  const accounts = await accountsOf(transaction, users)
  return refused.map((one) => {
    const account = accounts.get(userIn(one) ?? '')
    return account === undefined
      ? one
      : { ...one, item: `{"account":${JSON.stringify(account)},${one.item.slice(1)}` }
  })
}

/** The item is cut where it is long, and so may be no JSON any more: its ids are looked for as text. */
function subjectsIn({ item }: RefusedItem): Subject[] {
  return (['account', 'user'] as const).flatMap((kind) => {
    const [, text] = new RegExp(`"${kind}":("(?:[^"\\\\]|\\\\.)*")`).exec(item) ?? []
    return text === undefined ? [] : [{ kind, id: JSON.parse(text) as string }]
  })
}
