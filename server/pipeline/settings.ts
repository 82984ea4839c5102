/** What is set for the whole workspace. Every node notices a change with its next work. */

import type { Actor } from '../../shared/audit/actor.ts'
import { isSame } from '../../shared/value/difference.ts'
import type { Settings, SettingsPatch } from '../../shared/workspace/settings.ts'
import { settingsOf } from '../../shared/workspace/settings-of.ts'
import type { Transaction } from '../store/connection.ts'
import { recordAudit } from './audit/record.ts'
import { settingsEntry } from './audit/settings.ts'
import type { Reader } from './definition/definition-rows.ts'
import { raiseRevisionSql } from './definition/definitions.ts'

export type SettingsChange = {
  patch: SettingsPatch
  /** What stood in the fields as they were edited; of one that is absent nothing is asked. */
  from: Readonly<Record<string, unknown>>
  by: Actor
}

export type ChangedSettings =
  | { kind: 'saved'; settings: Settings }
  /** Nothing was saved: these have changed fields of it meanwhile. */
  | { kind: 'conflict'; by: Actor[] }

type Doing = { by: Actor; at: number }

/** Unless somebody has changed one of the fields meanwhile, to something else. */
export async function changeSettings(
  transaction: Transaction,
  { patch, from, by }: SettingsChange,
  at: number,
): Promise<ChangedSettings> {
  const now = await loadSettings(transaction)
  const taken = (Object.keys(patch) as (keyof Settings)[]).filter(
    (field) =>
      Object.hasOwn(from, field) &&
      !isSame(from[field], now[field]) &&
      !isSame(patch[field], now[field]),
  )
  if (taken.length > 0) return { kind: 'conflict', by: await changersOf(transaction, taken) }
  return { kind: 'saved', settings: await saveSettings(transaction, patch, { by, at }) }
}

/** Who changed each of them last, everybody once. */
async function changersOf(reader: Reader, fields: readonly string[]): Promise<Actor[]> {
  const actors = new Map<string, Actor>()
  for (const field of fields) {
    const { rows } = await reader.execute({
      sql: `SELECT actor_kind, actor, actor_name FROM audit
            WHERE subject = 'settings' AND subject_kind = 'settings'
              AND json_type(after, '$.' || ?) IS NOT NULL
            ORDER BY seq DESC LIMIT 1`,
      args: [field],
    })
    const [row] = rows
    if (!row) continue
    const kind = row.actor_kind as Actor['kind']
    const one = { kind, id: String(row.actor), name: String(row.actor_name) }
    actors.set(`${one.kind} ${one.id}`, one)
  }
  return [...actors.values()]
}

export async function saveSettings(
  transaction: Transaction,
  patch: SettingsPatch,
  doing: Doing,
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
