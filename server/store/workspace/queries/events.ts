import { and, desc, eq, gt, lt, ne } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { LiveEvent } from '../../../../shared/protocol/live.ts'
import { events } from '../schema.ts'

const columns = {
  seq: events.seq,
  name: events.name,
  account: events.account,
  user: events.user,
  properties: events.properties,
  occurredAt: events.occurredAt,
  receivedAt: events.receivedAt,
  source: events.source,
}

export type EventsQuery = {
  account?: string
  /** Positions in the log, both exclusive. */
  before?: number | null
  after?: number
  limit: number
}

/** Newest first, in the order of the log. Firings are listed as the signals that they are. */
export function listEvents(
  db: LibSQLDatabase,
  { account, before, after, limit }: EventsQuery,
): Promise<LiveEvent[]> {
  return db
    .select(columns)
    .from(events)
    .where(
      and(
        ne(events.name, 'signal_fired'),
        account === undefined ? undefined : eq(events.account, account),
        before == null ? undefined : lt(events.seq, before),
        after === undefined ? undefined : gt(events.seq, after),
      ),
    )
    .orderBy(desc(events.seq))
    .limit(limit)
}
