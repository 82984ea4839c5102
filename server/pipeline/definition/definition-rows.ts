/** Definitions as they are stored: a draft, and what is published of it. */

import type {
  DefinitionKind,
  DefinitionRecord,
  DefinitionStatus,
} from '../../../shared/definition/definition.ts'
import type { Transaction } from '../../store/connection.ts'

/** A client or a transaction. */
export type Reader = Pick<Transaction, 'execute'>

export async function readDefinition(
  reader: Reader,
  kind: DefinitionKind,
  key: string,
): Promise<DefinitionRecord | null> {
  const found = await reader.execute({
    sql: 'SELECT * FROM definitions WHERE kind = ? AND key = ?',
    args: [kind, key],
  })
  const row = found.rows[0]
  if (!row) return null
  return {
    key,
    status: row.status as DefinitionStatus,
    revision: Number(row.revision),
    version: Number(row.version),
    draft: JSON.parse(String(row.draft)),
    published: row.published === null ? null : JSON.parse(String(row.published)),
    updatedAt: Number(row.updated_at),
    publishedAt: row.published_at === null ? null : Number(row.published_at),
  }
}

export async function writeDefinition(
  transaction: Transaction,
  kind: DefinitionKind,
  record: DefinitionRecord,
  by: string,
) {
  await transaction.execute({
    sql: `INSERT INTO definitions (kind, key, status, revision, version, draft, published, updated_at, published_at, updated_by)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (kind, key) DO UPDATE SET status = excluded.status, revision = excluded.revision,
          version = excluded.version, draft = excluded.draft, published = excluded.published,
          updated_at = excluded.updated_at, published_at = excluded.published_at,
          updated_by = excluded.updated_by`,
    args: [
      kind,
      record.key,
      record.status,
      record.revision,
      record.version,
      JSON.stringify(record.draft),
      record.published && JSON.stringify(record.published),
      record.updatedAt,
      record.publishedAt,
      by,
    ],
  })
}
