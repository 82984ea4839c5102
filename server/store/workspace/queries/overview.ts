import { and, count, eq, gte, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Outcome } from '../../../../shared/event/event.ts'
import { hourMs } from '../../../../shared/value/duration.ts'
import { accounts, hours, impressions, outcomes, signals } from '../schema.ts'

export type NudgeResult = {
  key: string
  shown: number
  clicked: number
  dismissed: number
  trials: number
}

export type Figures = {
  /** Accounts seen. */
  accounts: number
  /** What was sent, without what Brim itself wrote. */
  events: number
  paywallHits: number
  signals: number
  shown: number
  clicked: number
  dismissed: number
  trials: number
}

export type Overview = { figures: Figures; nudges: NudgeResult[] }

const columnOf: Partial<Record<Outcome, 'clicked' | 'dismissed' | 'trials'>> = {
  clicked: 'clicked',
  dismissed: 'dismissed',
  trial_started: 'trials',
}

/** Counts since a time; of what was sent, since the beginning of its hour. */
export async function readOverview(db: LibSQLDatabase, since: number): Promise<Overview> {
  const [[seen], [log], [fired], shown, became] = await db.batch([
    db.select({ count: count() }).from(accounts).where(gte(accounts.lastSeenAt, since)),
    db
      .select({
        events: sql<number>`coalesce(sum(${hours.events}), 0)`,
        paywallHits: sql<number>`coalesce(sum(${hours.paywallHits}), 0)`,
      })
      .from(hours)
      .where(gte(hours.hour, Math.floor(since / hourMs))),
    db.select({ count: count() }).from(signals).where(gte(signals.firedAt, since)),
    db
      .select({ nudge: impressions.nudge, count: count() })
      .from(impressions)
      .where(and(gte(impressions.at, since), eq(impressions.ghost, false)))
      .groupBy(impressions.nudge),
    db
      .select({ nudge: outcomes.nudge, outcome: outcomes.outcome, count: count() })
      .from(outcomes)
      .where(and(gte(outcomes.at, since), sql`${outcomes.outcome} <> 'shown'`))
      .groupBy(outcomes.nudge, outcomes.outcome),
  ])
  const nudges = new Map<string, NudgeResult>()
  const resultOf = (key: string): NudgeResult => {
    const result = nudges.get(key) ?? { key, shown: 0, clicked: 0, dismissed: 0, trials: 0 }
    nudges.set(key, result)
    return result
  }
  for (const one of shown) resultOf(one.nudge).shown = one.count
  for (const one of became) {
    const column = columnOf[one.outcome]
    if (column) resultOf(one.nudge)[column] = one.count
  }
  const results = [...nudges.values()].sort(
    (a, b) => b.shown - a.shown || a.key.localeCompare(b.key),
  )
  const total = (column: 'shown' | 'clicked' | 'dismissed' | 'trials') =>
    results.reduce((sum, one) => sum + one[column], 0)
  return {
    figures: {
      accounts: seen?.count ?? 0,
      events: log?.events ?? 0,
      paywallHits: log?.paywallHits ?? 0,
      signals: fired?.count ?? 0,
      shown: total('shown'),
      clicked: total('clicked'),
      dismissed: total('dismissed'),
      trials: total('trials'),
    },
    nudges: results,
  }
}
