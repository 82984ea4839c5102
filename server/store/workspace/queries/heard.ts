import { desc, gte, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { heard } from '../schema.ts'

export type HeardPlacement = { placement: string; times: number; lastAt: number }

/** Enough to choose from; whoever reports more has other names for the same thing. */
const most = 500

/** Places for prompts that were heard of since a day (since the epoch), the most frequent first. */
export function listHeard(db: LibSQLDatabase, sinceDay: number): Promise<HeardPlacement[]> {
  const times = sql<number>`sum(${heard.times})`
  return db
    .select({ placement: heard.placement, times, lastAt: sql<number>`max(${heard.lastAt})` })
    .from(heard)
    .where(gte(heard.day, sinceDay))
    .groupBy(heard.placement)
    .orderBy(desc(times), heard.placement)
    .limit(most)
}
