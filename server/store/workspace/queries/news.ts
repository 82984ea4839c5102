/** What has come into a workspace's log since somebody last looked, and what is published there. */
import { and, asc, eq, gt, inArray, max, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { LiveMessage } from '../../../../shared/protocol/live.ts'
import { decisions, events, settings, signals } from '../schema.ts'

/** How far somebody has looked. */
export type NewsPosition = {
  /** Position in the log. */
  seq: number
  /** The last row of the decisions. */
  decision: number
  /** Of what is published and set. */
  revision: string | null
}

export type News = { position: NewsPosition; messages: LiveMessage[]; isMore: boolean }

/** Rows of one look; more are read with the next one, at once. */
const most = 500

const rowid = sql<number>`rowid`

/** Where everything is now. */
export async function newsNow(db: LibSQLDatabase): Promise<NewsPosition> {
  const [[log], [decided], [published]] = await db.batch([
    db.select({ seq: max(events.seq) }).from(events),
    db.select({ decision: sql<number | null>`max(rowid)` }).from(decisions),
    revision(db),
  ])
  return {
    seq: log?.seq ?? 0,
    decision: decided?.decision ?? 0,
    revision: published?.value ?? null,
  }
}

/** Oldest first. One request where nothing has happened, which is how it mostly is. */
export async function newsSince(db: LibSQLDatabase, since: NewsPosition): Promise<News> {
  const [logged, decided, [published]] = await db.batch([
    db.select().from(events).where(gt(events.seq, since.seq)).orderBy(asc(events.seq)).limit(most),
    db
      .select({
        row: rowid,
        id: decisions.id,
        at: decisions.createdAt,
        account: decisions.account,
        user: decisions.user,
        placement: decisions.placement,
        nudge: decisions.nudge,
        reason: decisions.reason,
      })
      .from(decisions)
      .where(and(gt(rowid, since.decision), eq(decisions.armed, false)))
      .orderBy(asc(rowid))
      .limit(most),
    revision(db),
  ])
  const fired = logged
    .filter((one) => one.name === 'signal_fired')
    .map((one) => String(one.properties.signal))
  const firings =
    fired.length > 0 ? await db.select().from(signals).where(inArray(signals.id, fired)) : []
  return {
    position: {
      seq: logged.at(-1)?.seq ?? since.seq,
      decision: decided.at(-1)?.row ?? since.decision,
      revision: published?.value ?? null,
    },
    messages: [
      ...logged.flatMap(({ messageId: _, department: __, ...event }): LiveMessage[] =>
        event.name === 'signal_fired' ? [] : [{ type: 'event', event }],
      ),
      ...firings.map((signal): LiveMessage => ({ type: 'signal', signal })),
      ...decided.map(({ row: _, ...decision }): LiveMessage => ({ type: 'decision', decision })),
    ],
    isMore: logged.length === most || decided.length === most,
  }
}

/** What a node that writes alone cannot know from its own commits. */
export async function revisionNow(db: LibSQLDatabase): Promise<string | null> {
  const [published] = await revision(db)
  return published?.value ?? null
}

const revision = (db: LibSQLDatabase) =>
  db.select({ value: settings.value }).from(settings).where(eq(settings.name, 'definitions'))
