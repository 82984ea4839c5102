/** How often somebody tried something lately, counted by all nodes together. */
import { and, eq, gt, lte, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { attempts } from './schema.ts'

/** More than clocks of nodes are apart, which go by that of the database. */
export const skewMs = 10_000

export type Counted = { count: number; until: number }

/** Counts one more, from the first on for so long. */
export async function addAttempt(
  db: LibSQLDatabase,
  { print, at, withinMs }: { print: string; at: number; withinMs: number },
): Promise<Counted> {
  const until = at + withinMs
  // One that ends later was counted before the clock was set back.
  const isCurrent = sql`${and(gt(attempts.until, at), lte(attempts.until, until + skewMs))}`
  const [[counted]] = await db.batch([
    db
      .insert(attempts)
      .values({ print, count: 1, until })
      .onConflictDoUpdate({
        target: attempts.print,
        set: {
          count: sql`CASE WHEN ${isCurrent} THEN ${attempts.count} + 1 ELSE 1 END`,
          until: sql`CASE WHEN ${isCurrent} THEN ${attempts.until} ELSE ${until} END`,
        },
      })
      .returning({ count: attempts.count, until: attempts.until }),
  ])
  if (!counted) throw new Error('the attempt was not counted')
  return counted
}

export async function dropAttempts(db: LibSQLDatabase, print: string): Promise<void> {
  await db.batch([db.delete(attempts).where(eq(attempts.print, print))])
}
