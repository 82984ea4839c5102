/** The sources of a workspace: write keys of tools, with what they are told to mean. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { auditEntry, type Doing } from './audit.ts'
import { columns, entryOf, type Key } from './keys.ts'
import { type KeySource, keys } from './schema.ts'

export type SourceKey = Key & { source: KeySource }

const ofWorkspace = (workspace: string) =>
  and(eq(keys.workspace, workspace), eq(keys.kind, 'source'), isNull(keys.revokedAt))

/** Newest first. */
export async function listSources(db: LibSQLDatabase, workspace: string): Promise<SourceKey[]> {
  const all = await db
    .select(columns)
    .from(keys)
    .where(ofWorkspace(workspace))
    .orderBy(desc(keys.createdAt), desc(keys.id))
  return all.filter(isSource)
}

type Which = { workspace: string; id: string }

export async function findSource(
  db: LibSQLDatabase,
  { workspace, id }: Which,
): Promise<SourceKey | undefined> {
  const [found] = await db
    .select(columns)
    .from(keys)
    .where(and(ofWorkspace(workspace), eq(keys.id, id)))
  return found && isSource(found) ? found : undefined
}

/** What is told of one: not the secret that a webhook signs with, sealed or not. */
const told = sql`json_object('name', name, 'mapping', json_extract(source, '$.mapping'))`

/** Answers whether there was such a source. */
export async function changeSource(
  db: LibSQLDatabase,
  { workspace, id }: Which,
  { name, source }: Pick<SourceKey, 'name' | 'source'>,
  doing: Doing,
): Promise<boolean> {
  const isIt = and(ofWorkspace(workspace), eq(keys.id, id))
  const after = { name, mapping: source.mapping }
  const entry = entryOf('source_changed', doing, { before: told, after })
  const isAnother = sql`${isIt} AND ${told} <> ${JSON.stringify(after)}`
  const [, changed] = await db.batch([
    auditEntry(db, entry, sql`${keys} WHERE ${isAnother}`),
    db.update(keys).set({ name, source }).where(isIt).returning({ id: keys.id }),
  ])
  return changed.length > 0
}

/** A new secret that it signs with, of which the log tells no more than that. Answers whether it is there. */
export async function sealSource(
  db: LibSQLDatabase,
  { workspace, id }: Which,
  sealed: string,
  doing: Doing,
): Promise<boolean> {
  const isIt = and(ofWorkspace(workspace), eq(keys.id, id))
  const entry = entryOf('source_secret_changed', doing, { before: null, after: null })
  const [, changed] = await db.batch([
    auditEntry(db, entry, sql`${keys} WHERE ${isIt}`),
    db
      .update(keys)
      .set({ source: sql`json_set(${keys.source}, '$.sealed', ${sealed})` })
      .where(isIt)
      .returning({ id: keys.id }),
  ])
  return changed.length > 0
}

/** All of them that hold a secret, for whoever seals it anew. */
export async function listSealedSources(
  db: LibSQLDatabase,
): Promise<(Which & { sealed: string })[]> {
  const rows = await db
    .select({ id: keys.id, workspace: keys.workspace, source: keys.source })
    .from(keys)
    .where(and(eq(keys.kind, 'source'), isNull(keys.revokedAt)))
  return rows.flatMap(({ source, ...which }) =>
    source?.sealed ? [{ ...which, sealed: source.sealed }] : [],
  )
}

/** The same secret, sealed anew. False where it is another meanwhile. */
export async function swapSealedSource(
  db: LibSQLDatabase,
  { id, before, after }: { id: string; before: string; after: string },
): Promise<boolean> {
  const [swapped] = await db.batch([
    db
      .update(keys)
      .set({ source: sql`json_set(${keys.source}, '$.sealed', ${after})` })
      .where(and(eq(keys.id, id), sql`${keys.source} ->> '$.sealed' = ${before}`))
      .returning({ id: keys.id }),
  ])
  return swapped.length > 0
}

const isSource = (key: Key): key is SourceKey => key.source !== null
