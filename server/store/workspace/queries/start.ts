/** What a workspace that is being set up has really seen: each read looks at the end of something only. */
import { and, desc, eq, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { events, impressions } from '../schema.ts'

/** Entries of the log that are looked through, from its end. */
const mostEntries = 2_000

export type ReportedPlace = { placement: string; count: number; lastAt: number }
export type SeenPrompt = {
  decision: string
  nudge: string
  account: string
  user: string
  at: number
  /** Path of the page that the user had opened last; null where it is not known. */
  path: string | null
}
export type Progress = {
  /** The newest that a page has told. */
  heard: { account: string; user: string | null; at: number } | null
  /** Where prompts could stand, by what pages and backends told lately; the most frequent first. */
  places: ReportedPlace[]
  seen: SeenPrompt | null
}

export async function readProgress(db: LibSQLDatabase): Promise<Progress> {
  const [heard, places, [shown]] = await db.batch([
    db.all<{ account: string; user: string | null; at: number }>(sql`
      SELECT account, user, received_at AS at FROM
        (SELECT * FROM events ORDER BY seq DESC LIMIT ${mostEntries})
      WHERE source = 'widget' LIMIT 1`),
    db.all<ReportedPlace>(sql`
      SELECT placement, count(*) AS count, max(at) AS lastAt FROM (
        SELECT received_at AS at, CASE name
            WHEN 'paywall_hit' THEN 'paywall:' || (properties ->> 'feature')
            WHEN 'page_viewed' THEN 'page'
            ELSE 'event:' || name END AS placement
        FROM (SELECT * FROM events ORDER BY seq DESC LIMIT ${mostEntries})
        WHERE source <> 'brim')
      WHERE placement IS NOT NULL
      GROUP BY placement ORDER BY count DESC, placement LIMIT 30`),
    db
      .select({
        decision: impressions.decision,
        nudge: impressions.nudge,
        account: impressions.account,
        user: impressions.user,
        at: impressions.at,
      })
      .from(impressions)
      .where(eq(impressions.ghost, false))
      .orderBy(desc(impressions.at))
      .limit(1),
  ])
  return {
    heard: heard[0] ?? null,
    places,
    seen: shown ? { ...shown, path: await findPath(db, shown) } : null,
  }
}

/** Of the page that somebody had opened last; the account's newest entries are looked through. */
async function findPath(
  db: LibSQLDatabase,
  { account, user }: Pick<SeenPrompt, 'account' | 'user'>,
): Promise<string | null> {
  const lately = db
    .select({ name: events.name, user: events.user, properties: events.properties })
    .from(events)
    .where(eq(events.account, account))
    .orderBy(desc(events.seq))
    .limit(200)
    .as('lately')
  const [found] = await db
    .select({ path: sql<string | null>`${lately.properties} ->> 'path'` })
    .from(lately)
    .where(and(eq(lately.name, 'page_viewed'), eq(lately.user, user)))
    .limit(1)
  return found?.path ?? null
}
