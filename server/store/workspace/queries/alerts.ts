/** Alerts, and what came of plays. */
import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Alert, AlertState, PlayFigures } from '../../../../shared/play/alert.ts'
import { alerts, plays } from '../schema.ts'

export type AlertPosition = { at: number; id: string }

export type AlertQuery = {
  account?: string | undefined
  play?: string | undefined
  rep?: string | undefined
  state?: AlertState | undefined
  before?: AlertPosition | null
  limit: number
}

/** Newest first. */
export async function listAlerts(db: LibSQLDatabase, query: AlertQuery): Promise<Alert[]> {
  const { account, play, rep, state, before, limit } = query
  const rows = await db
    .select()
    .from(alerts)
    .where(
      and(
        account === undefined ? undefined : eq(alerts.account, account),
        play === undefined ? undefined : eq(alerts.play, play),
        rep === undefined ? undefined : eq(alerts.rep, rep),
        state === undefined ? undefined : eq(alerts.state, state),
        before
          ? or(lt(alerts.at, before.at), and(eq(alerts.at, before.at), lt(alerts.id, before.id)))
          : undefined,
      ),
    )
    .orderBy(desc(alerts.at), desc(alerts.id))
    .limit(limit)
  return rows.map(alertOf)
}

export async function findAlert(db: LibSQLDatabase, id: string): Promise<Alert | undefined> {
  const [row] = await db.select().from(alerts).where(eq(alerts.id, id))
  return row && alertOf(row)
}

function alertOf(row: typeof alerts.$inferSelect): Alert {
  const { data, way: _way, day: _day, worthBy: _by, ...rest } = row
  const name = data?.traits.account.name
  return {
    ...rest,
    playName: data?.play.name ?? row.play,
    name: data?.name ?? row.trigger,
    accountName: typeof name === 'string' && name.trim() !== '' ? name : null,
    evidence: data?.evidence ?? [],
  }
}

/** By play; those of which nothing has come yet are not among them. */
export async function playFigures(db: LibSQLDatabase): Promise<PlayFigures[]> {
  const is = (state: AlertState) => sql<number>`sum(${alerts.state} = ${state})`
  return db
    .select({
      play: alerts.play,
      alerts: sql<number>`count(*)`,
      told: is('told'),
      waiting: is('waiting'),
      digest: is('digest'),
      voted: sql<number>`count(${alerts.worth})`,
      worth: sql<number>`sum(ifnull(${alerts.worth} = 'yes', 0))`,
    })
    .from(alerts)
    .groupBy(alerts.play)
    .orderBy(alerts.play)
}

/** What became of the plays that were looked at for an account’s signals, newest first. */
export async function listPlaysOf(db: LibSQLDatabase, account: string, limit: number) {
  return db
    .select()
    .from(plays)
    .where(eq(plays.account, account))
    .orderBy(desc(plays.at), desc(plays.signal), plays.play)
    .limit(limit)
}
