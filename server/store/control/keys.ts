/** Keys of workspaces: made, found, listed, changed, revoked. */
import { hash } from 'node:crypto'
import { and, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Actor } from '../../../shared/audit/actor.ts'
import { isWebhook } from '../../../shared/event/source.ts'
import { randomText } from '../random-text.ts'
import { auditEntry, type ControlEntry, type Doing } from './audit.ts'
import { type KeyKind, type KeySource, keys, type Scope, scopes } from './schema.ts'

export type Key = Omit<typeof keys.$inferSelect, 'hash'>

const prefixes = { publishable: 'pk_', secret: 'sk_', source: 'wk_' } as const
/** 36 letters and digits: 214 bits. */
const tokenLength = 36

export function createToken(kind: KeyKind): string {
  return prefixes[kind] + randomText(tokenLength)
}

export function hashToken(token: string): string {
  return hash('sha256', token)
}

export type NewKey = {
  id: string
  workspace: string
  kind: KeyKind
  name: string
  token: string
  origins: string[]
  /** What a secret one may be used for; all there is if it isn't said. */
  scopes?: Scope[]
  /** Of a write key. */
  source?: KeySource
  at: number
}

/** Those that a browser carries anyway, or that are part of an address. */
const isPublic = ({ kind, source }: Pick<NewKey, 'kind' | 'source'>) =>
  kind === 'publishable' ||
  source?.sender === 'browser' ||
  (source !== undefined && isWebhook(source.vendor))

/** What is told of a key: never what it opens with. A publishable one is known to every page. */
export const toldOfKey = sql`json_object('kind', kind, 'name', name, 'text', ifnull(token, prefix || '…' || last4),
  'origins', json(origins), 'scopes', json(scopes))`

export const entryOf = (
  action:
    | 'key_created'
    | 'key_origins_changed'
    | 'key_revoked'
    | 'source_changed'
    | 'source_secret_changed',
  doing: Doing,
  states: Pick<ControlEntry, 'before' | 'after'>,
): ControlEntry => ({
  ...doing,
  ...states,
  workspace: sql`workspace`,
  action,
  subject: { kind: 'key', key: sql`id`, name: sql`name` },
})

/** The row of a new key; the token of a secret one is not in it. */
export function keyRow(key: NewKey) {
  const { id, workspace, kind, name, token, origins, at } = key
  return {
    id,
    workspace,
    kind,
    name,
    hash: hashToken(token),
    token: isPublic(key) ? token : null,
    prefix: token.slice(0, prefixes[kind].length + 4),
    last4: token.slice(-4),
    origins,
    scopes: kind === 'secret' ? (key.scopes ?? [...scopes]) : [],
    source: key.source ?? null,
    createdAt: at,
    lastUsedAt: null,
    revokedAt: null,
  }
}

/** All of a row but its hash. */
export const columns = {
  id: keys.id,
  workspace: keys.workspace,
  kind: keys.kind,
  name: keys.name,
  token: keys.token,
  prefix: keys.prefix,
  last4: keys.last4,
  origins: keys.origins,
  scopes: keys.scopes,
  source: keys.source,
  createdAt: keys.createdAt,
  lastUsedAt: keys.lastUsedAt,
  revokedAt: keys.revokedAt,
}

/** The key that a token is, if it is one and not revoked. */
export async function findKey(db: LibSQLDatabase, token: string): Promise<Key | undefined> {
  const [key] = await db
    .select(columns)
    .from(keys)
    .where(and(eq(keys.hash, hashToken(token)), isNull(keys.revokedAt)))
  return key
}

/** Whose key a token is, whatever it is for, and also where it was revoked. */
export async function findAnyKey(
  db: LibSQLDatabase,
  token: string,
): Promise<Pick<Key, 'id' | 'workspace'> | undefined> {
  const [key] = await db
    .select({ id: keys.id, workspace: keys.workspace })
    .from(keys)
    .where(eq(keys.hash, hashToken(token)))
  return key
}

/** Those with these ids, revoked ones included. */
export function listKeysByIds(
  db: LibSQLDatabase,
  workspace: string,
  ids: readonly string[],
): Promise<Key[]> {
  return db
    .select(columns)
    .from(keys)
    .where(and(eq(keys.workspace, workspace), inArray(keys.id, [...ids])))
}

/** Those that people make for pages and backends; `sources.ts` has the write keys. */
export function listKeys(db: LibSQLDatabase, workspace: string): Promise<Key[]> {
  return db
    .select(columns)
    .from(keys)
    .where(and(eq(keys.workspace, workspace), isNull(keys.revokedAt), ne(keys.kind, 'source')))
    .orderBy(desc(keys.createdAt), desc(keys.id))
}

export async function addKey(db: LibSQLDatabase, key: NewKey, by: Actor): Promise<Key> {
  const states = { before: null, after: toldOfKey }
  const entry = entryOf('key_created', { by, at: key.at }, states)
  const [[added]] = await db.batch([
    db.insert(keys).values(keyRow(key)).returning(columns),
    auditEntry(db, entry, sql`${keys} WHERE ${eq(keys.id, key.id)}`),
  ])
  if (!added) throw new Error('the key was not written')
  return added
}

type Which = { workspace: string; id: string }

/**
 * `seen`: the list that was edited; nothing is written over another one, unless it says the same.
 * Absent: over whatever is there. `not_found`: this workspace has no such publishable key.
 */
export async function setOrigins(
  db: LibSQLDatabase,
  { workspace, id }: Which,
  { origins, seen }: { origins: string[]; seen?: string[] | undefined },
  doing: Doing,
): Promise<{ kind: 'changed'; key: Key } | { kind: 'conflict' | 'not_found' }> {
  const isKey = and(
    eq(keys.workspace, workspace),
    eq(keys.id, id),
    eq(keys.kind, 'publishable'),
    isNull(keys.revokedAt),
  )
  const isIt = and(isKey, seen && inArray(keys.origins, [seen, origins]))
  const entry = entryOf('key_origins_changed', doing, {
    before: sql`json_object('origins', json(origins))`,
    after: { origins },
  })
  const isAnother = sql`${isIt} AND origins <> ${JSON.stringify(origins)}`
  const [, [key], found] = await db.batch([
    auditEntry(db, entry, sql`${keys} WHERE ${isAnother}`),
    db.update(keys).set({ origins }).where(isIt).returning(columns),
    db.select({ id: keys.id }).from(keys).where(isKey),
  ])
  if (key) return { kind: 'changed', key }
  return { kind: found.length > 0 ? 'conflict' : 'not_found' }
}

/** Answers whether there was a key to revoke. */
export async function revokeKey(
  db: LibSQLDatabase,
  { workspace, id }: Which,
  doing: Doing,
): Promise<boolean> {
  const isIt = and(eq(keys.workspace, workspace), eq(keys.id, id), isNull(keys.revokedAt))
  const entry = entryOf('key_revoked', doing, { before: toldOfKey, after: null })
  const [, revoked] = await db.batch([
    auditEntry(db, entry, sql`${keys} WHERE ${isIt}`),
    db.update(keys).set({ revokedAt: doing.at }).where(isIt).returning({ id: keys.id }),
  ])
  return revoked.length > 0
}

export async function touchKeys(db: LibSQLDatabase, used: Map<string, number>): Promise<void> {
  const [first, ...rest] = [...used].map(([id, at]) =>
    db
      .update(keys)
      .set({ lastUsedAt: sql`max(coalesce(${keys.lastUsedAt}, 0), ${at})` })
      .where(eq(keys.id, id)),
  )
  if (first) await db.batch([first, ...rest])
}
