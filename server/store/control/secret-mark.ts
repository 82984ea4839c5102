/** What tells whether two nodes have the same secret: a text that one of them has sealed. */
import { sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { secretMark } from './schema.ts'

/** Keeps it where there is none yet. Answers the one that is there. */
export async function keepMark(db: LibSQLDatabase, sealed: string): Promise<string> {
  const [there] = await db.select().from(secretMark)
  if (there) return there.sealed
  const [[kept]] = await db.batch([
    db
      .insert(secretMark)
      .values({ id: 1, sealed })
      .onConflictDoUpdate({ target: secretMark.id, set: { sealed: sql`${secretMark.sealed}` } })
      .returning(),
  ])
  return kept?.sealed ?? sealed
}

/** Whatever was there. */
export async function replaceMark(db: LibSQLDatabase, sealed: string): Promise<void> {
  await db.batch([
    db
      .insert(secretMark)
      .values({ id: 1, sealed })
      .onConflictDoUpdate({ target: secretMark.id, set: { sealed } }),
  ])
}
