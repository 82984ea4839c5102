/** What holds for the whole workspace, as far as the outbox and the checks at the door ask. */
import type { InStatement, ResultSet } from '@libsql/client'

export type Settings = {
  /** Where the SaaS is told; null: nowhere. */
  webhook: { url: string } | null
  /** How long the log is kept. */
  keepEvents: string
}

/** A client or a transaction. */
export type Batcher = { batch(statements: InStatement[]): Promise<ResultSet[]> }

/** Tells every node that what it has loaded of definitions and settings is old. */
export const raiseRevision = `INSERT INTO settings (name, value) VALUES ('definitions', '1')
  ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1`

export const settingsSql = "SELECT value FROM settings WHERE name = 'workspace'"

/** What was said, and the usual for the rest. */
export function settingsOf(stored: unknown): Settings {
  const said = stored === undefined ? {} : (JSON.parse(String(stored)) as Partial<Settings>)
  return { webhook: null, keepEvents: '400d', ...said }
}

export async function readSettings(from: Batcher): Promise<Settings> {
  const [found] = await from.batch([settingsSql])
  return settingsOf(found?.rows[0]?.value)
}
