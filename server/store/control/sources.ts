/** The sources of a workspace: write keys of tools, with what they are told to mean. */
import { and, desc, eq, isNull, not, or, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { SourceMapping } from '../../../shared/event/source.ts'
import { jsonText } from '../json-text.ts'
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

const kept = {
  mapping: sql<string>`json_extract(${keys.source}, '$.mapping')`,
  revision: sql<number>`ifnull(json_extract(${keys.source}, '$.revision'), 0)`,
}

/** How often its mapping was saved: who saves one says which they have seen. */
export const revisionOf = ({ source }: Pick<SourceKey, 'source'>): number => source.revision ?? 0

export type SourceChange = {
  name?: string | undefined
  mapping?: SourceMapping | undefined
  /** Of the mapping that was seen; absent: saved over whatever is there. */
  revision?: number | undefined
}

/**
 * Writes what is changed and nothing beside it: what somebody else changes meanwhile stays. Nothing at
 * all is written over a mapping that was not seen, unless it says the same: who saves again what is
 * saved has not heard of it. Answers the source as it is then.
 */
export async function changeSource(
  db: LibSQLDatabase,
  { workspace, id }: Which,
  { name, mapping, revision }: SourceChange,
  doing: Doing,
): Promise<{ kind: 'changed' | 'conflict'; source: SourceKey } | { kind: 'not_found' }> {
  const nextName = name === undefined ? sql`${keys.name}` : sql`${name}`
  const nextMapping = mapping === undefined ? kept.mapping : sql`${jsonText(mapping)}`
  const isSame = sql`${kept.mapping} = ${nextMapping}`
  const isIt = and(ofWorkspace(workspace), eq(keys.id, id))
  const isSeen = revision === undefined ? undefined : or(eq(kept.revision, revision), isSame)
  const where = and(isIt, isSeen)
  const entry = (what: 'name' | 'mapping', before: SQL, after: SQL, isOther: SQL) =>
    auditEntry(
      db,
      entryOf('source_changed', doing, {
        before: sql`json_object(${what}, ${before})`,
        after: sql`json_object(${what}, ${after})`,
      }),
      sql`${keys} WHERE ${and(where, isOther)}`,
    )
  const [, , changed, found] = await db.batch([
    entry('name', sql`${keys.name}`, nextName, sql`${keys.name} <> ${nextName}`),
    entry('mapping', sql`json(${kept.mapping})`, sql`json(${nextMapping})`, not(isSame)),
    db
      .update(keys)
      .set({
        name: nextName,
        source: sql`CASE WHEN ${isSame} THEN ${keys.source}
          ELSE json_set(${keys.source}, '$.mapping', json(${nextMapping}), '$.revision', ${kept.revision} + 1) END`,
      })
      .where(where)
      .returning({ id: keys.id }),
    db.select(columns).from(keys).where(isIt),
  ])
  const [source] = found.filter(isSource)
  if (!source) return { kind: 'not_found' }
  return { kind: changed.length > 0 ? 'changed' : 'conflict', source }
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

/** Of all workspaces, for whoever seals them anew. */
export async function listSealedSources(db: LibSQLDatabase) {
  const all = await db
    .select({ id: keys.id, workspace: keys.workspace, source: keys.source })
    .from(keys)
    .where(eq(keys.kind, 'source'))
  return all.flatMap(({ source, ...key }) =>
    source?.sealed ? [{ ...key, sealed: source.sealed }] : [],
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
      .where(and(eq(keys.id, id), sql`json_extract(${keys.source}, '$.sealed') = ${before}`))
      .returning({ id: keys.id }),
  ])
  return swapped.length > 0
}

const isSource = (key: Key): key is SourceKey => key.source !== null
