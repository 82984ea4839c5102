import { and, desc, eq, gte } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { payloads } from '../schema.ts'

export type StoredPayload = typeof payloads.$inferSelect

/** What this source sent last, newest first; nothing that is older. */
export function listPayloads(
  db: LibSQLDatabase,
  { source, oldest }: { source: string; oldest: number },
): Promise<StoredPayload[]> {
  return db
    .select()
    .from(payloads)
    .where(and(eq(payloads.source, source), gte(payloads.at, oldest)))
    .orderBy(desc(payloads.at), desc(payloads.id))
}
