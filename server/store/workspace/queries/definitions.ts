import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { DefinitionKind, DefinitionRecord } from '../../../../shared/definition/definition.ts'
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
  const is = isArchived ? eq : ne
  const rows = await db
    .select(columns)
    .from(definitions)
    .where(and(eq(definitions.kind, kind), is(definitions.status, 'archived')))
    .orderBy(asc(definitions.key))
  return rows as DefinitionRecord<K>[]
}

/** Those that were put away, with the id of whoever did it. */
export async function listArchived(db: LibSQLDatabase, kind: DefinitionKind) {
  const rows = await db
    .select({ ...columns, updatedBy: definitions.updatedBy })
    .from(definitions)
    .where(and(eq(definitions.kind, kind), eq(definitions.status, 'archived')))
    .orderBy(asc(definitions.key))
  return rows as (DefinitionRecord & { updatedBy: string })[]
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

export type FormerName = { kind: DefinitionKind; key: string; name: string }

/** What is called so in history and results, and stands in no list any more: put away, or deleted. */
export async function listFormerNames(db: LibSQLDatabase): Promise<FormerName[]> {
  return db.all<FormerName>(sql`
    SELECT kind, key, draft ->> 'name' AS name FROM definitions WHERE status = 'archived'
    UNION ALL
    SELECT kind, key, body ->> 'name' AS name FROM versions AS last
    WHERE version = (SELECT max(version) FROM versions AS any
                     WHERE any.kind = last.kind AND any.key = last.key)
      AND NOT EXISTS (SELECT 1 FROM definitions AS one
                      WHERE one.kind = last.kind AND one.key = last.key)
    ORDER BY kind, key`)
}

/** How many accounts are on each plan that has any, by its key. */
export async function countAccountsOnPlans(db: LibSQLDatabase): Promise<Record<string, number>> {
  const rows = await db.all<{ plan: string; accounts: number }>(sql`
    SELECT coalesce(traits ->> 'plan', hints ->> 'plan') AS plan, count(*) AS accounts FROM accounts
    WHERE coalesce(traits ->> 'plan', hints ->> 'plan') IN
      (SELECT key FROM definitions WHERE kind = 'plan')
    GROUP BY 1`)
  return Object.fromEntries(rows.map(({ plan, accounts }) => [plan, accounts]))
}
