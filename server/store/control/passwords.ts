/** Passwords of people, of which only hashes are here. */
import { and, eq } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { auditPersonEntry } from './audit.ts'
import { hasPassword, isPassword } from './people.ts'
import { credentials, passwordResets, sessions } from './schema.ts'
import { type NewSession, sessionStatement } from './sessions.ts'

type Change = {
  /** The hash of the one that was said. */
  before: string
  passwordHash: string
  /** With which the person goes on: all others end. */
  session: NewSession
  at: number
}

/**
 * Sets another one, and ends all links and sessions of the person but a new one: all of it or, where it
 * is another meanwhile, nothing.
 */
export async function changePassword(
  db: LibSQLDatabase,
  { before, passwordHash, session, at }: Change,
): Promise<boolean> {
  const { person } = session
  const isStill = hasPassword(db, person, before)
  // Changed last: what stands before it asks whether it is still to be done.
  const [, , , , changed] = await db.batch([
    auditPersonEntry(db, person, { action: 'password_changed', at }, isStill),
    db.delete(passwordResets).where(and(eq(passwordResets.person, person), isStill)),
    db.delete(sessions).where(and(eq(sessions.userId, person), isStill)),
    sessionStatement(db, session, isStill),
    db
      .update(credentials)
      .set({ password: passwordHash, updatedAt: new Date(at) })
      .where(isPassword(person, before))
      .returning({ id: credentials.id }),
  ])
  return changed.length > 0
}
