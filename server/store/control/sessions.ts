/** Where a person is signed in. The token of a session is never read: it opens the console. */
import { and, desc, eq, gt, isNotNull, ne, notExists, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { auditPersonEntry, type Doing } from './audit.ts'
import { hashToken } from './keys.ts'
import { hasPassword } from './people.ts'
import { secondFactors, sessions } from './schema.ts'

/** One that begins. Its token is what a cookie holds; of it the hash is kept. */
export type NewSession = {
  id: string
  token: string
  person: string
  /** What the browser calls itself. */
  userAgent: string
  /** Epoch ms. */
  at: number
  expiresAt: number
}

/** Written where `where` holds. */
export function sessionStatement(db: LibSQLDatabase, session: NewSession, where: SQL = sql`true`) {
  const { id, token, person, userAgent, at, expiresAt } = session
  return db.run(sql`
    INSERT INTO sessions (id, token, user_id, expires_at, created_at, updated_at, ip_address, user_agent)
    SELECT ${id}, ${hashToken(token)}, ${person}, ${expiresAt}, ${at}, ${at}, '', ${userAgent}
    WHERE ${where}`)
}

type SignIn = {
  session: NewSession
  /** Of the password that was found right. */
  passwordHash: string
  /** A code of the second factor was found right. */
  hasShownFactor: boolean
  at: number
}

/**
 * Begins it, and tells so. Answers whether it did: not where the password is another meanwhile, or a
 * second factor is asked for that nobody has shown.
 */
export async function signIn(
  db: LibSQLDatabase,
  { session, passwordHash, hasShownFactor, at }: SignIn,
): Promise<boolean> {
  const { person } = session
  const isEnough = hasShownFactor
    ? undefined
    : notExists(
        db
          .select({ one: sql`1` })
          .from(secondFactors)
          .where(and(eq(secondFactors.person, person), isNotNull(secondFactors.confirmedAt))),
      )
  const where = and(hasPassword(db, person, passwordHash), isEnough)
  const begun = sql`EXISTS (SELECT 1 FROM sessions WHERE id = ${session.id})`
  const [, , found] = await db.batch([
    sessionStatement(db, session, where),
    auditPersonEntry(db, person, { action: 'signed_in', at }, begun),
    db.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, session.id)),
  ])
  return found.length > 0
}

/** Ends their session, and tells so where it had not ended before. */
export async function signOut(
  db: LibSQLDatabase,
  { person, id, at }: { person: string; id: string; at: number },
): Promise<void> {
  const isIt = and(eq(sessions.userId, person), eq(sessions.id, id))
  await db.batch([
    auditPersonEntry(
      db,
      person,
      { action: 'signed_out', at },
      sql`EXISTS (SELECT 1 FROM ${sessions} WHERE ${isIt})`,
    ),
    db.delete(sessions).where(isIt),
  ])
}

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
