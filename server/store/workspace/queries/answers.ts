/** Answers that are kept for a write that is sent again. */
import { like } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { idempotentWrites } from '../schema.ts'

/** Where a sealed answer stands: it opens nowhere else. */
export const placeOfAnswer = (workspace: string, key: string) =>
  `${workspace}|idempotent_writes|body|${key}`

/** Those that are sealed, for whoever seals them anew; the others are JSON as it went out. */
export async function listSealedAnswers(
  db: LibSQLDatabase,
): Promise<{ key: string; body: string }[]> {
  const { key, body } = idempotentWrites
  const rows = await db.select({ key, body }).from(idempotentWrites).where(like(body, 'v1.%'))
  return rows.flatMap((row) => (row.body === null ? [] : [{ key: row.key, body: row.body }]))
}
