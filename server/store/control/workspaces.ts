/** The workspaces there are. */
import { eq, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { cli } from '../../../shared/audit/actor.ts'
import { auditEntry, type ControlEntry, type Doing } from './audit.ts'
import { members, workspaces } from './schema.ts'

export async function listWorkspaceIds(db: LibSQLDatabase): Promise<string[]> {
  const all = await db.select({ id: workspaces.id }).from(workspaces)
  return all.map((one) => one.id)
}

export type WorkspaceRow = Pick<typeof workspaces.$inferSelect, 'id' | 'name' | 'createdAt'>

export function listWorkspaces(db: LibSQLDatabase): Promise<WorkspaceRow[]> {
  const { id, name, createdAt } = workspaces
  return db
    .select({ id, name, createdAt })
    .from(workspaces)
    .orderBy(workspaces.createdAt, workspaces.id)
}

/** `owner`: the person who sees it in the console; null for nobody. */
export async function addWorkspace(
  db: LibSQLDatabase,
  workspace: WorkspaceRow,
  owner: string | null,
): Promise<void> {
  const { id, name, createdAt } = workspace
  const member = { workspace: id, person: owner ?? '', role: 'owner' as const, createdAt }
  await db.batch([
    db.insert(workspaces).values(workspace),
    auditEntry(db, {
      by: cli,
      at: createdAt,
      workspace: id,
      action: 'workspace_created',
      subject: { kind: 'workspace', key: id, name },
      before: null,
      after: { name },
    }),
    ...(owner === null ? [] : [db.insert(members).values(member)]),
  ])
}

export async function requireSecondFactor(
  db: LibSQLDatabase,
  id: string,
  isRequired: boolean,
  doing: Doing,
): Promise<void> {
  const isAnother = sql`${workspaces} WHERE id = ${id} AND requires_second_factor <> ${isRequired ? 1 : 0}`
  const entry: ControlEntry = {
    ...doing,
    workspace: id,
    action: 'second_factor_requirement_changed',
    subject: { kind: 'workspace', key: id, name: sql`name` },
    before: { isRequired: !isRequired },
    after: { isRequired },
  }
  await db.batch([
    auditEntry(db, entry, isAnother),
    db.update(workspaces).set({ requiresSecondFactor: isRequired }).where(eq(workspaces.id, id)),
  ])
}

export async function isSecondFactorRequired(db: LibSQLDatabase, id: string): Promise<boolean> {
  const [found] = await db
    .select({ isRequired: workspaces.requiresSecondFactor })
    .from(workspaces)
    .where(eq(workspaces.id, id))
  return found?.isRequired ?? false
}

export async function hasWorkspace(db: LibSQLDatabase, id: string): Promise<boolean> {
  const found = await db.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, id))
  return found.length > 0
}
