/** What is set for the whole workspace. Every node notices a change with its next work. */

import type { Actor } from '../../shared/audit/actor.ts'
import type { Settings, SettingsPatch } from '../../shared/workspace/settings.ts'
import { settingsOf } from '../../shared/workspace/settings-of.ts'
import type { Transaction } from '../store/connection.ts'
import { recordAudit } from './audit/record.ts'
import { settingsEntry } from './audit/settings.ts'
import type { Reader } from './definition/definition-rows.ts'
import { raiseRevisionSql } from './definition/definitions.ts'

export async function saveSettings(
  transaction: Transaction,
  patch: SettingsPatch,
  doing: { by: Actor; at: number },
): Promise<Settings> {
  const before = await loadSaid(transaction)
  // Only what was said is kept: the rest stays as usual, also when what is usual changes.
  const said: SettingsPatch = { ...before, ...patch }
  const entry = settingsEntry(settingsOf(before), settingsOf(said), doing)
  if (entry) await recordAudit(transaction, entry)
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

export async function loadSettings(reader: Reader): Promise<Settings> {
  return settingsOf(await loadSaid(reader))
}

async function loadSaid(reader: Reader): Promise<SettingsPatch> {
  const found = await reader.execute("SELECT value FROM settings WHERE name = 'workspace'")
  return JSON.parse(String(found.rows[0]?.value ?? '{}'))
}
