import { desc } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { refusals } from '../schema.ts'

export type StoredRefusal = typeof refusals.$inferSelect

/** Items refused at the door, newest first. */
export function listRefusals(db: LibSQLDatabase, limit: number): Promise<StoredRefusal[]> {
  return db.select().from(refusals).orderBy(desc(refusals.id)).limit(limit)
}
