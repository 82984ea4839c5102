/** Where a person is signed in. The token of a session is never read: it opens the console. */
import { and, desc, eq, gt, ne } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
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
): Promise<boolean> {
  const [ended] = await db.batch([
    db
      .delete(sessions)
      .where(and(eq(sessions.userId, person), eq(sessions.id, id)))
      .returning({ id: sessions.id }),
  ])
  return ended.length > 0
}

/** All but one. Answers how many. */
export async function endOtherSessions(
  db: LibSQLDatabase,
  { person, keep }: { person: string; keep: string },
): Promise<number> {
  const [ended] = await db.batch([
    db
      .delete(sessions)
      .where(and(eq(sessions.userId, person), ne(sessions.id, keep)))
      .returning({ id: sessions.id }),
  ])
  return ended.length
}
