/** Links with which somebody gives themselves a new password: each once, for an hour. */
import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Actor } from '../../../shared/audit/actor.ts'
import { hourMs } from '../../../shared/value/duration.ts'
import { randomText } from '../random-text.ts'
import { auditPersonEntry } from './audit.ts'
import { hashToken } from './keys.ts'
import { mailStatement, type NewMail } from './mails.ts'
import { credentials, passwordResets, people, sessions } from './schema.ts'

const goodForMs = hourMs

type NewReset = {
  person: string
  by: Actor
  at: number
  /** What is mailed of it. */
  mail?(token: string, about: { reset: string; expiresAt: number }): NewMail
}

/** The token is told once: it is kept as its hash. `mail`: the id of what is mailed. `by`: whoever runs Brim, or Brim for whoever asked. */
export async function addPasswordReset(
  db: LibSQLDatabase,
  { person, by, at, mail }: NewReset,
): Promise<{ token: string; expiresAt: number; mail: string | null }> {
  const token = randomText(43)
  const expiresAt = at + goodForMs
  const hash = hashToken(token)
  const written = mail?.(token, { reset: hash, expiresAt })
  await db.batch([
    auditPersonEntry(db, person, { action: 'password_reset_asked', by, at }),
    db.insert(passwordResets).values({ hash, person, expiresAt }),
    ...(written ? [mailStatement(db, written)] : []),
  ])
  return { token, expiresAt, mail: written?.id ?? null }
}

/** Whose password a link is about; `undefined` where it is used up or over. */
export async function findPasswordReset(
  db: LibSQLDatabase,
  token: string,
  now: number,
): Promise<{ person: string; email: string } | undefined> {
  const [found] = await db
    .select({ person: people.id, email: people.email })
    .from(passwordResets)
    .innerJoin(people, eq(people.id, passwordResets.person))
    .where(isGood(token, now))
  return found
}

/** Sets it and ends all links and sessions of the person: all of it once, or nothing. */
export async function resetPassword(
  db: LibSQLDatabase,
  { token, passwordHash, at }: { token: string; passwordHash: string; at: number },
): Promise<boolean> {
  const whose = db
    .select({ person: passwordResets.person })
    .from(passwordResets)
    .where(isGood(token, at))
  const [, changed] = await db.batch([
    auditPersonEntry(db, sql`(${whose})`, { action: 'password_reset', at }),
    db
      .update(credentials)
      .set({ password: passwordHash, updatedAt: new Date(at) })
      .where(and(inArray(credentials.userId, whose), eq(credentials.providerId, 'credential')))
      .returning({ id: credentials.id }),
    db.delete(sessions).where(inArray(sessions.userId, whose)),
    db.delete(passwordResets).where(inArray(passwordResets.person, whose)),
  ])
  return changed.length > 0
}

const isGood = (token: string, now: number) =>
  and(eq(passwordResets.hash, hashToken(token)), gt(passwordResets.expiresAt, now))
