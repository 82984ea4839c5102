import { and, asc, eq, ne } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { DefinitionKind, DefinitionRecord } from '../../../../shared/definition.ts'
import { definitions } from '../schema.ts'

const columns = {
  key: definitions.key,
  status: definitions.status,
  revision: definitions.revision,
  version: definitions.version,
  draft: definitions.draft,
  published: definitions.published,
  updatedAt: definitions.updatedAt,
  publishedAt: definitions.publishedAt,
}

/** By key: those in use, or those that were put away. */
export async function listDefinitions<K extends DefinitionKind>(
  db: LibSQLDatabase,
  kind: K,
  isArchived = false,
): Promise<DefinitionRecord<K>[]> {
  const rows = await db
    .select(columns)
    .from(definitions)
    .where(
      and(
        eq(definitions.kind, kind),
        isArchived ? eq(definitions.status, 'archived') : ne(definitions.status, 'archived'),
      ),
    )
    .orderBy(asc(definitions.key))
  return rows as DefinitionRecord<K>[]
}

export async function findDefinition<K extends DefinitionKind>(
  db: LibSQLDatabase,
  kind: K,
  key: string,
): Promise<DefinitionRecord<K> | undefined> {
  const [row] = await db
    .select(columns)
    .from(definitions)
    .where(and(eq(definitions.kind, kind), eq(definitions.key, key)))
  return row as DefinitionRecord<K> | undefined
}
