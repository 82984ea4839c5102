/** All definitions of a workspace at once, and a word for the state that they are in. */
import { createHash } from 'node:crypto'
import type {
  DefinitionKind,
  DefinitionRecord,
  DefinitionStatus,
} from '../../../shared/definition/definition.ts'
import type { AllDefinitions } from '../../../shared/definition/uses.ts'
import type { Reader } from './definition-rows.ts'

export type Stored = DefinitionRecord & { kind: DefinitionKind }

export async function readAllDefinitions(reader: Reader): Promise<Stored[]> {
  const found = await reader.execute('SELECT * FROM definitions ORDER BY kind, key')
  return found.rows.map((row) => ({
    kind: row.kind as DefinitionKind,
    key: String(row.key),
    status: row.status as DefinitionStatus,
    revision: Number(row.revision),
    version: Number(row.version),
    draft: JSON.parse(String(row.draft)),
    published: row.published === null ? null : JSON.parse(String(row.published)),
    updatedAt: Number(row.updated_at),
    publishedAt: row.published_at === null ? null : Number(row.published_at),
  }))
}

/** Another one as soon as somebody saves, publishes, pauses or deletes anything. */
export function stateOf(all: readonly Stored[]): string {
  const hash = createHash('sha256')
  for (const { kind, key, revision, updatedAt } of all) {
    hash.update(`${kind} ${key} ${revision} ${updatedAt}\n`)
  }
  return hash.digest('hex').slice(0, 24)
}

export function byKind(all: readonly Stored[]): AllDefinitions {
  const kinds: Partial<Record<DefinitionKind, Stored[]>> = {}
  for (const one of all) {
    const same = kinds[one.kind]
    if (same) same.push(one)
    else kinds[one.kind] = [one]
  }
  return kinds
}

/** The version that it was published as last, also where it was deleted since; 0 for never. */
export async function lastVersion(
  reader: Reader,
  kind: DefinitionKind,
  key: string,
): Promise<number> {
  const found = await reader.execute({
    sql: 'SELECT max(version) AS version FROM versions WHERE kind = ? AND key = ?',
    args: [kind, key],
  })
  return Number(found.rows[0]?.version ?? 0)
}
