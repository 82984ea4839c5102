/** How a workspace knows who is on its pages: its mode, its keys, and what came of checking. */
import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Actor } from '../../../shared/audit/actor.ts'
import {
  type IdentityMode,
  mostIdentityKeys,
  type Verdict,
} from '../../../shared/protocol/identity.ts'
import { auditEntry, type ControlEntry, type Doing, ifChanged } from './audit.ts'
import { identityChecks, identityKeys, workspaces } from './schema.ts'

export type IdentityKey = typeof identityKeys.$inferSelect
export type NewIdentityKey = Pick<
  IdentityKey,
  'id' | 'workspace' | 'algorithm' | 'sealed' | 'publicKey' | 'createdAt'
>

export async function readIdentityMode(
  db: LibSQLDatabase,
  workspace: string,
): Promise<IdentityMode> {
  const [found] = await db
    .select({ mode: workspaces.identityMode })
    .from(workspaces)
    .where(eq(workspaces.id, workspace))
  return found?.mode ?? 'off'
}

export async function setIdentityMode(
  db: LibSQLDatabase,
  workspace: string,
  mode: IdentityMode,
  doing: Doing,
): Promise<void> {
  const entry: ControlEntry = {
    ...doing,
    workspace,
    action: 'identity_mode_changed',
    subject: { kind: 'workspace', key: workspace, name: sql`name` },
    before: sql`json_object('mode', identity_mode)`,
    after: { mode },
  }
  await db.batch([
    auditEntry(db, entry, sql`${workspaces} WHERE id = ${workspace} AND identity_mode <> ${mode}`),
    db.update(workspaces).set({ identityMode: mode }).where(eq(workspaces.id, workspace)),
  ])
}

const isLive = (workspace: string) =>
  and(eq(identityKeys.workspace, workspace), isNull(identityKeys.revokedAt))

/** The live ones, newest first. */
export function listIdentityKeys(db: LibSQLDatabase, workspace: string): Promise<IdentityKey[]> {
  return db
    .select()
    .from(identityKeys)
    .where(isLive(workspace))
    .orderBy(desc(identityKeys.createdAt), desc(identityKeys.id))
}

/**
 * Adds it unless there are as many as there may be, which the statement itself looks at: two who add
 * at once don't get past it. Answers whether it was added.
 */
export async function addIdentityKey(
  db: LibSQLDatabase,
  key: NewIdentityKey,
  by: Actor,
): Promise<boolean> {
  const { id, workspace, algorithm, sealed, publicKey, createdAt } = key
  const jwk = publicKey && JSON.stringify(publicKey)
  const [added] = await db.batch([
    db.run(sql`
      INSERT INTO identity_keys (id, workspace, algorithm, sealed, public_key, created_at)
      SELECT ${id}, ${workspace}, ${algorithm}, ${sealed}, ${jwk}, ${createdAt}
      WHERE (SELECT count(*) FROM identity_keys
             WHERE workspace = ${workspace} AND revoked_at IS NULL) < ${mostIdentityKeys}
      ON CONFLICT (id) DO NOTHING`),
    auditEntry(
      db,
      {
        by,
        at: createdAt,
        workspace,
        action: 'identity_key_added',
        subject: { kind: 'identity_key', key: id, name: null },
        before: null,
        after: { algorithm },
      },
      ifChanged,
    ),
  ])
  return added.rowsAffected > 0
}

/** The live ones of all workspaces that hold a sealed secret. */
export async function listSealedKeys(db: LibSQLDatabase) {
  const rows = await db
    .select({ id: identityKeys.id, workspace: identityKeys.workspace, sealed: identityKeys.sealed })
    .from(identityKeys)
    .where(and(isNotNull(identityKeys.sealed), isNull(identityKeys.revokedAt)))
  return rows.flatMap(({ sealed, ...row }) => (sealed === null ? [] : [{ ...row, sealed }]))
}

/** The same secret, sealed anew. False where it is another meanwhile. */
export async function swapSealed(
  db: LibSQLDatabase,
  { id, before, after }: { id: string; before: string; after: string },
): Promise<boolean> {
  const [swapped] = await db.batch([
    db
      .update(identityKeys)
      .set({ sealed: after })
      .where(and(eq(identityKeys.id, id), eq(identityKeys.sealed, before)))
      .returning({ id: identityKeys.id }),
  ])
  return swapped.length > 0
}

/** Answers whether there was a key to revoke. */
export async function revokeIdentityKey(
  db: LibSQLDatabase,
  { workspace, id }: { workspace: string; id: string },
  doing: Doing,
): Promise<boolean> {
  const isIt = and(isLive(workspace), eq(identityKeys.id, id))
  const entry: ControlEntry = {
    ...doing,
    workspace,
    action: 'identity_key_revoked',
    subject: { kind: 'identity_key', key: id, name: null },
    before: sql`json_object('algorithm', algorithm)`,
    after: null,
  }
  const [, revoked] = await db.batch([
    auditEntry(db, entry, sql`${identityKeys} WHERE ${isIt}`),
    db
      .update(identityKeys)
      .set({ revokedAt: doing.at })
      .where(isIt)
      .returning({ id: identityKeys.id }),
  ])
  return revoked.length > 0
}

export type CheckCount = { workspace: string; hour: number; verdict: Verdict; count: number }

type Noted = { used: ReadonlyMap<string, number>; counts: readonly CheckCount[] }

/** Writes down when keys were last used and what was counted; forgets what is older than `since`. */
export async function noteIdentityChecks(
  db: LibSQLDatabase,
  { used, counts }: Noted,
  since: number,
): Promise<void> {
  const touched = [...used].map(([id, at]) =>
    db
      .update(identityKeys)
      .set({ lastUsedAt: sql`max(coalesce(${identityKeys.lastUsedAt}, 0), ${at})` })
      .where(eq(identityKeys.id, id)),
  )
  const counted = counts.map((one) =>
    db
      .insert(identityChecks)
      .values(one)
      .onConflictDoUpdate({
        target: [identityChecks.workspace, identityChecks.hour, identityChecks.verdict],
        set: { count: sql`${identityChecks.count} + ${one.count}` },
      }),
  )
  const named = [...new Set(counts.map((one) => one.workspace))]
  const [first, ...rest] = [...touched, ...counted]
  if (!first) return
  const old = and(inArray(identityChecks.workspace, named), lt(identityChecks.hour, since))
  await db.batch([first, ...rest, db.delete(identityChecks).where(old)])
}

/** How many of each since an hour. */
export async function countIdentityChecks(
  db: LibSQLDatabase,
  workspace: string,
  since: number,
): Promise<Partial<Record<Verdict, number>>> {
  const rows = await db
    .select({ verdict: identityChecks.verdict, count: sql<number>`sum(${identityChecks.count})` })
    .from(identityChecks)
    .where(and(eq(identityChecks.workspace, workspace), gte(identityChecks.hour, since)))
    .groupBy(identityChecks.verdict)
  return Object.fromEntries(rows.map(({ verdict, count }) => [verdict, count]))
}
