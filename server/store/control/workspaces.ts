/** The workspaces there are. */
import { eq } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
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
  const { id, createdAt } = workspace
  const member = { workspace: id, person: owner ?? '', role: 'owner' as const, createdAt }
  await db.batch([
    db.insert(workspaces).values(workspace),
    ...(owner === null ? [] : [db.insert(members).values(member)]),
  ])
}

export async function requireSecondFactor(
  db: LibSQLDatabase,
  id: string,
  isRequired: boolean,
): Promise<void> {
  await db.batch([
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
