/** What is mailed to people: written together with the link that is in it, kept until it has gone out. */
import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { mails } from './schema.ts'

export type Mail = typeof mails.$inferSelect

export type NewMail = Pick<
  Mail,
  'id' | 'invitation' | 'reset' | 'sealed' | 'createdAt' | 'expiresAt'
>

/** What became of one: `waiting`, it is tried again. */
export const mailStates = ['waiting', 'sent', 'failed'] as const
export type MailState = (typeof mailStates)[number]

/** Null where there is none. */
export const mailState = sql<MailState | null>`CASE
  WHEN ${mails.id} IS NULL THEN NULL
  WHEN ${mails.sentAt} IS NOT NULL THEN 'sent'
  WHEN ${mails.nextAt} IS NULL THEN 'failed'
  ELSE 'waiting' END`

/** Behind that of the link in its batch. */
export const mailStatement = (db: LibSQLDatabase, mail: NewMail) =>
  db.insert(mails).values({ ...mail, attempts: 0, nextAt: mail.createdAt })

/** Those that are to be tried, the ones that have waited longest first. */
export async function listDueMails(
  db: LibSQLDatabase,
  { at, most }: { at: number; most: number },
): Promise<string[]> {
  const due = await db
    .select({ id: mails.id })
    .from(mails)
    .where(lte(mails.nextAt, at))
    .orderBy(asc(mails.nextAt), asc(mails.id))
    .limit(most)
  return due.map(({ id }) => id)
}

/** To whoever tries it, for so long; undefined where somebody else does, or it is no more. */
export async function leaseMail(
  db: LibSQLDatabase,
  { id, at, forMs }: { id: string; at: number; forMs: number },
): Promise<Mail | undefined> {
  const [[leased]] = await db.batch([
    db
      .update(mails)
      .set({ attempts: sql`${mails.attempts} + 1`, nextAt: at + forMs })
      .where(and(eq(mails.id, id), lte(mails.nextAt, at)))
      .returning(),
  ])
  return leased
}

export type Settled = { sentAt: number } | { error: string; nextAt: number | null }

/** Notes what became of an attempt, unless there was another since. What is over is kept no longer. */
export async function settleMail(
  db: LibSQLDatabase,
  { id, attempts }: Pick<Mail, 'id' | 'attempts'>,
  settled: Settled,
): Promise<void> {
  const change = 'sentAt' in settled ? { ...settled, nextAt: null, error: null } : settled
  const isOver = change.nextAt === null
  await db.batch([
    db
      .update(mails)
      .set({ ...change, ...(isOver && { sealed: null }) })
      .where(and(eq(mails.id, id), eq(mails.attempts, attempts))),
  ])
}

/** All that are still sealed, for whoever seals them anew. */
export function listSealedMails(db: LibSQLDatabase) {
  return db.select({ id: mails.id, sealed: mails.sealed }).from(mails)
}

/** The same, sealed anew. False where it is gone meanwhile. */
export async function swapSealedMail(
  db: LibSQLDatabase,
  { id, before, after }: { id: string; before: string; after: string },
): Promise<boolean> {
  const [swapped] = await db.batch([
    db
      .update(mails)
      .set({ sealed: after })
      .where(and(eq(mails.id, id), eq(mails.sealed, before)))
      .returning({ id: mails.id }),
  ])
  return swapped.length > 0
}
