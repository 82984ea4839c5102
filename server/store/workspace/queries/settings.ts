import { eq } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Settings } from '../../../../shared/workspace/settings.ts'
import { settingsOf } from '../../../../shared/workspace/settings-of.ts'
import { settings } from '../schema.ts'

export async function readSettings(db: LibSQLDatabase): Promise<Settings> {
  const [row] = await db.select().from(settings).where(eq(settings.name, 'workspace'))
  return settingsOf(row && JSON.parse(row.value))
}

/** What assignment is computed with. */
export async function readSeed(db: LibSQLDatabase): Promise<string> {
  const [row] = await db.select().from(settings).where(eq(settings.name, 'seed'))
  return row?.value ?? ''
}
