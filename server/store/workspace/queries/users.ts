import { desc, eq, inArray } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { UserResponse } from '../../../../shared/protocol/api.ts'
import { users } from '../schema.ts'
import { mergeTraits } from './traits.ts'

/** What was said of a user, by whom; `undefined` where they are not known. */
export async function findUserRow(db: LibSQLDatabase, id: string) {
  const [row] = await db.select().from(users).where(eq(users.id, id))
  return row
}

export async function findUser(db: LibSQLDatabase, id: string): Promise<UserResponse | undefined> {
  const row = await findUserRow(db, id)
  return row && asUser(row)
}

/** The users of an account, most recently seen first. */
export async function listUsers(
  db: LibSQLDatabase,
  account: string,
  limit: number,
): Promise<UserResponse[]> {
  const rows = await db
    .select()
    .from(users)
    .where(eq(users.account, account))
    .orderBy(desc(users.lastSeenAt), users.id)
    .limit(limit)
  return rows.map(asUser)
}

function asUser(row: typeof users.$inferSelect): UserResponse {
  const { id, account, consent, firstSeenAt, lastSeenAt } = row
  return { id, account, traits: mergeTraits(row), consent, firstSeenAt, lastSeenAt }
}

/** The account each user last acted in; unknown users are not in it. */
export async function findAccountsOfUsers(
  db: LibSQLDatabase,
  ids: string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: users.id, account: users.account })
    .from(users)
    .where(inArray(users.id, ids))
  return new Map(rows.map((row) => [row.id, row.account]))
}
