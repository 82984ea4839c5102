/**
 * The first step of an erasure: a tombstone, from which on nothing is taken in of them, and the rows
 * gone that would answer to their id. The people of an account go by the hundred: the first with the
 * request, the others between what comes in, before anything is looked through.
 */
import type { Subject } from '../../../shared/account/erasure.ts'
import { accountOfOne } from '../../../shared/event/event.ts'
import type { Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'
import { randomText } from '../../store/random-text.ts'
import { erasureHash, erasureSecret, pseudonymPrefix } from '../../store/workspace/erasure-hash.ts'
import { marksIn } from './marks.ts'
import { emptiedAtOnce } from './tables.ts'

/** A request is answered in a tenth of a second, and a server takes a transaction back after five. */
export const mostPeopleAtOnce = 500

/** `cause`: the hash of the account with which they are erased. */
export type Named = Subject & { marks: string[]; cause: string | null }

/** A user, and the account of one that they may be; what it says is theirs. */
export function withItsAccount(user: Named, cause: string): Named[] {
  return [user, { kind: 'account', id: accountOfOne(user.id), marks: [], cause }]
}

export async function entomb(
  transaction: Transaction,
  { secret, at, subjects }: { secret: string; at: number; subjects: Named[] },
): Promise<void> {
  const ids = (of: Subject['kind']) =>
    jsonText(subjects.flatMap((one) => (one.kind === of ? [one.id] : [])))
  const dropping = (table: string, column: string, values: string) => ({
    sql: `DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`,
    args: [values],
  })
  const [accounts, users] = [ids('account'), ids('user')]
  await transaction.batch([
    {
      sql: `INSERT INTO erasures (hash, cause, kind, subject, pseudonym, marks, requested_at)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ?2
            FROM json_each(?1) WHERE true
            ON CONFLICT (hash) DO UPDATE SET
            cause = iif(excluded.cause IS NULL, NULL, cause),
            subject = ifnull(subject, excluded.subject),
            pseudonym = ifnull(pseudonym, excluded.pseudonym),
            marks = ifnull(marks, excluded.marks),
            requested_at = iif(finished_at IS NULL, requested_at, excluded.requested_at),
            finished_at = NULL`,
      args: [
        jsonText(
          subjects.map((one) => [
            erasureHash(secret, one),
            one.cause,
            one.kind,
            one.id,
            `${pseudonymPrefix}${randomText(16)}`,
            JSON.stringify(one.marks),
          ]),
        ),
        at,
      ],
    },
    dropping('accounts', 'id', accounts),
    dropping('users', 'id', users),
    ...emptiedAtOnce.map((table) =>
      table === 'wishes' ? dropping(table, 'user', users) : dropping(table, 'account', accounts),
    ),
  ])
}

type Account = { secret: string; account: string; cause: string; at: number }

/** Some of those who were there last; they are there no more. */
export async function entombPeople(
  transaction: Transaction,
  { secret, account, cause, at }: Account,
): Promise<void> {
  const found = await transaction.execute({
    sql: 'SELECT id, traits FROM users WHERE account = ? LIMIT ?',
    args: [account, mostPeopleAtOnce],
  })
  const subjects = found.rows.flatMap(({ id, traits }) => {
    const marks = marksIn('user', JSON.parse(String(traits)))
    return withItsAccount({ kind: 'user', id: String(id), marks, cause }, cause)
  })
  if (subjects.length > 0) await entomb(transaction, { secret, at, subjects })
}

/** Goes on with the people of an account that are left; `false` where none are. */
export async function entombMore(transaction: Transaction): Promise<boolean> {
  const found = await transaction.execute({
    sql: `SELECT hash, subject, requested_at, (SELECT value FROM settings WHERE name = ?) AS secret
          FROM erasures WHERE finished_at IS NULL AND kind = 'account' AND cause IS NULL AND subject IS NOT NULL
          AND EXISTS (SELECT 1 FROM users WHERE account = subject) LIMIT 1`,
    args: [erasureSecret],
  })
  const [row] = found.rows
  if (!row) return false
  await entombPeople(transaction, {
    secret: String(row.secret),
    account: String(row.subject),
    cause: String(row.hash),
    at: Number(row.requested_at),
  })
  return true
}
