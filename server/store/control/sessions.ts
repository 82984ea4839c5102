/** Where a person is signed in. The token of a session is never read: it opens the console. */
import { and, desc, eq, gt, ne, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { auditPersonEntry, type Doing } from './audit.ts'
import { sessions } from './schema.ts'

export type OwnSession = {
  id: string
  /** What the browser calls itself; null where it said nothing. */
  userAgent: string | null
  /** Epoch ms. */
  createdAt: number
  /** When it was last prolonged, which is once a day at most. */
  usedAt: number
}

/** Those that are good, the one used last first. */
export async function listSessions(
  db: LibSQLDatabase,
  person: string,
  now: number,
): Promise<OwnSession[]> {
  const rows = await db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      updatedAt: sessions.updatedAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, person), gt(sessions.expiresAt, new Date(now))))
    .orderBy(desc(sessions.updatedAt), sessions.id)
  return rows.map(({ id, userAgent, createdAt, updatedAt }) => ({
    id,
    userAgent,
    createdAt: createdAt.getTime(),
    usedAt: updatedAt.getTime(),
  }))
}

/** Ends it at once; answers whether there was one of theirs. */
export async function endSession(
  db: LibSQLDatabase,
  { person, id }: { person: string; id: string },
  doing: Doing,
): Promise<boolean> {
  const isIt = and(eq(sessions.userId, person), eq(sessions.id, id))
  const [, ended] = await db.batch([
    endedEntry(db, person, isIt, doing),
    db.delete(sessions).where(isIt).returning({ id: sessions.id }),
  ])
  return ended.length > 0
}

/** All but one. Answers how many. */
export async function endOtherSessions(
  db: LibSQLDatabase,
  { person, keep }: { person: string; keep: string },
  doing: Doing,
): Promise<number> {
  const areThey = and(eq(sessions.userId, person), ne(sessions.id, keep))
  const [, ended] = await db.batch([
    endedEntry(db, person, areThey, doing),
    db.delete(sessions).where(areThey).returning({ id: sessions.id }),
  ])
  return ended.length
}

/** How many end; nothing is told where none does. */
function endedEntry(db: LibSQLDatabase, person: string, areThey: SQL | undefined, doing: Doing) {
  const count = sql`(SELECT count(*) FROM ${sessions} WHERE ${areThey})`
  const after = sql`json_object('ended', ${count})`
  const entry = { ...doing, action: 'sessions_ended', after } as const
  return auditPersonEntry(db, person, entry, sql`${count} > 0`)
}
