/** Who asks a help desk: whose customer they are, and what waits for somebody to say so. */
import { and, count, desc, eq, inArray, max, min, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Vendor } from '../../../../shared/event/source.ts'
import type { MappedRequester, WaitingRequester } from '../../../../shared/event/support.ts'
import { jsonText } from '../../json-text.ts'
import { requesters, users, waitingInquiries } from '../schema.ts'

/** The accounts of those of whom somebody has said it. */
export async function findAccountsOfRequesters(
  db: LibSQLDatabase,
  vendor: Vendor,
  ids: string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ requester: requesters.requester, account: requesters.account })
    .from(requesters)
    .where(and(eq(requesters.vendor, vendor), inArray(requesters.requester, ids)))
  return new Map(rows.map((row) => [row.requester, row.account]))
}

/** Whose addresses these are, as backends have said them; those of several people are nobody's. */
export async function findUsersByEmail(
  db: LibSQLDatabase,
  emails: string[],
): Promise<Map<string, string>> {
  const email = sql<string>`lower(traits ->> 'email')`
  const rows = await db
    .select({ email, id: min(users.id) })
    .from(users)
    .where(
      sql`${email} IN (SELECT value FROM json_each(${jsonText(emails.map(sameEmail))}))
        AND traits ->> 'email' IS NOT NULL`,
    )
    .groupBy(email)
    .having(eq(count(), 1))
  return new Map(rows.flatMap((row) => (row.id === null ? [] : [[row.email, row.id]])))
}

/** As which addresses are compared: SQLite's `lower` knows ASCII alone. */
export const sameEmail = (email: string) =>
  email.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Who asked last first. */
export async function listWaiting(
  db: LibSQLDatabase,
  vendor: Vendor,
  limit: number,
): Promise<WaitingRequester[]> {
  const { requester, who, topic, at } = waitingInquiries
  const rows = await db
    .select({
      requester,
      who: max(who),
      inquiries: count(),
      topics: sql<string>`json_group_array(DISTINCT ${topic})`,
      lastAt: max(at),
    })
    .from(waitingInquiries)
    .where(eq(waitingInquiries.vendor, vendor))
    .groupBy(requester)
    .orderBy(desc(max(at)))
    .limit(limit)
  return rows.map((row) => ({
    requester: row.requester,
    who: row.who ?? row.requester,
    inquiries: row.inquiries,
    topics: (JSON.parse(row.topics) as string[]).sort(),
    lastAt: row.lastAt ?? 0,
  }))
}

/** What was said last first. */
export function listMapped(
  db: LibSQLDatabase,
  vendor: Vendor,
  limit: number,
): Promise<MappedRequester[]> {
  const { requester, account, at } = requesters
  return db
    .select({ requester, account, at })
    .from(requesters)
    .where(eq(requesters.vendor, vendor))
    .orderBy(desc(at), requester)
    .limit(limit)
}
