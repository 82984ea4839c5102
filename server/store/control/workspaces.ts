/** The workspaces there are. */
import { eq } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { workspaces } from './schema.ts'

export async function listWorkspaceIds(db: LibSQLDatabase): Promise<string[]> {
  const all = await db.select({ id: workspaces.id }).from(workspaces)
  return all.map((one) => one.id)
}

export async function hasWorkspace(db: LibSQLDatabase, id: string): Promise<boolean> {
  const found = await db.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, id))
  return found.length > 0
}
