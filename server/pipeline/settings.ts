/** Changes what is set for the whole workspace; every node notices with its next work. */
import type { Transaction } from '@libsql/client'
import type { Settings, SettingsPatch } from '../../shared/settings.ts'
import { settingsOf } from '../../shared/settings-of.ts'
import { raiseRevisionSql } from './definitions.ts'

export async function saveSettings(
  transaction: Transaction,
  patch: SettingsPatch,
): Promise<Settings> {
  const found = await transaction.execute("SELECT value FROM settings WHERE name = 'workspace'")
  // Only what was said is kept: the rest stays as usual, also when what is usual changes.
  const said: SettingsPatch = { ...JSON.parse(String(found.rows[0]?.value ?? '{}')), ...patch }
  await transaction.batch([
    {
      sql: `INSERT INTO settings (name, value) VALUES ('workspace', ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      args: [JSON.stringify(said)],
    },
    raiseRevisionSql,
  ])
  return settingsOf(said)
}
