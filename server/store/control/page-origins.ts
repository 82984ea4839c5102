/** Where pages with a publishable key came from: the newest of each, few enough to be looked at. */
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { pageOrigins } from './schema.ts'

export type PageOrigin = typeof pageOrigins.$inferSelect

/** Of one workspace. Anybody can send a page's origin, so there must be an end to them. */
export const mostPageOrigins = 50

export async function notePageOrigins(
  db: LibSQLDatabase,
  noted: readonly PageOrigin[],
): Promise<void> {
  const writes = noted.map((one) =>
    db
      .insert(pageOrigins)
      .values(one)
      .onConflictDoUpdate({
        target: [pageOrigins.workspace, pageOrigins.key, pageOrigins.origin],
        set: {
          isAllowed: one.isAllowed,
          refused: sql`${pageOrigins.refused} + ${one.refused}`,
          lastAt: one.lastAt,
        },
      }),
  )
  const workspaces = [...new Set(noted.map((one) => one.workspace))]
  const cuts = workspaces.map((workspace) =>
    db.delete(pageOrigins).where(
      and(
        eq(pageOrigins.workspace, workspace),
        lt(
          pageOrigins.lastAt,
          sql`(SELECT last_at FROM page_origins WHERE workspace = ${workspace}
               ORDER BY last_at DESC LIMIT 1 OFFSET ${mostPageOrigins - 1})`,
        ),
      ),
    ),
  )
  const [first, ...rest] = [...writes, ...cuts]
  if (first) await db.batch([first, ...rest])
}

/** Newest first. */
export function listPageOrigins(db: LibSQLDatabase, workspace: string): Promise<PageOrigin[]> {
  return db
    .select()
    .from(pageOrigins)
    .where(eq(pageOrigins.workspace, workspace))
    .orderBy(desc(pageOrigins.lastAt))
    .limit(mostPageOrigins)
}
