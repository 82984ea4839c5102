/** When somebody was last spoken of on trust: by a secret key, or in a signed token. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { events } from '../schema.ts'

/** Whether traits of the account, or of the user in it, were told after a moment. Epoch ms. */
export async function isToldSince(
  db: LibSQLDatabase,
  { account, user }: { account: string; user?: string },
  since: number,
): Promise<boolean> {
  const [found] = await db
    .select({ one: sql`1` })
    .from(events)
    .where(
      and(
        // As the index has it, so that it is the one that is read.
        sql`source = 'api' AND name IN ('account_changed', 'user_changed')`,
        eq(events.account, account),
        gt(events.occurredAt, since),
        user === undefined ? isNull(events.user) : eq(events.user, user),
      ),
    )
    .limit(1)
  return found !== undefined
}
