/** Whether somebody was erased, and how far that is. */
import { eq, inArray, or } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Erasure, Subject } from '../../../../shared/account/erasure.ts'
import { erasureHash, erasureSecret } from '../erasure-hash.ts'
import { erasures, settings } from '../schema.ts'

/** `undefined` where they were not. An account is erased when all its people are. */
export async function findErasure(
  db: LibSQLDatabase,
  subject: Subject,
): Promise<Erasure | undefined> {
  const [secret] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.name, erasureSecret))
  if (!secret) return undefined
  const hash = erasureHash(secret.value, subject)
  const all = await db
    .select({
      hash: erasures.hash,
      requestedAt: erasures.requestedAt,
      finishedAt: erasures.finishedAt,
    })
    .from(erasures)
    .where(or(eq(erasures.hash, hash), eq(erasures.cause, hash)))
  const named = all.find((one) => one.hash === hash)
  if (!named) return undefined
  const isOpen = all.some((one) => one.finishedAt === null)
  return {
    kind: subject.kind,
    status: isOpen ? 'erasing' : 'erased',
    requestedAt: named.requestedAt,
    finishedAt: isOpen ? null : Math.max(...all.map((one) => one.finishedAt ?? 0)),
  }
}

/** Which of these were erased, as `kind id`. */
export async function listErased(
  db: LibSQLDatabase,
  subjects: readonly Subject[],
): Promise<Set<string>> {
  const [secret] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.name, erasureSecret))
  if (!secret || subjects.length === 0) return new Set()
  const named = new Map(
    subjects.map((one) => [erasureHash(secret.value, one), `${one.kind} ${one.id}`]),
  )
  const found = await db
    .select({ hash: erasures.hash })
    .from(erasures)
    .where(inArray(erasures.hash, [...named.keys()]))
  return new Set(found.flatMap(({ hash }) => named.get(hash) ?? []))
}
