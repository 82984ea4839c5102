import { and, asc, desc, eq, lt, or, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { DecisionRecord, Reason } from '../../../../shared/decision/decision.ts'
import type { LiveDecision } from '../../../../shared/protocol/live.ts'
import { decisions, outcomes } from '../schema.ts'

/** A stored decision with its receipt and what became of it. */
export async function findDecision(
  db: LibSQLDatabase,
  id: string,
): Promise<DecisionRecord | undefined> {
  const [[row], became] = await db.batch([
    db.select().from(decisions).where(eq(decisions.id, id)),
    db
      .select({ outcome: outcomes.outcome, at: outcomes.at })
      .from(outcomes)
      .where(eq(outcomes.decision, id))
      .orderBy(asc(outcomes.at), asc(outcomes.outcome)),
  ])
  if (!row) return undefined
  return {
    id: row.id,
    at: row.createdAt,
    account: row.account,
    user: row.user,
    placement: row.placement,
    nudge: row.nudge,
    reason: row.reason as Reason | null,
    shownAt: row.shownAt,
    receipt: row.receipt,
    outcomes: became,
  }
}

export type DecisionPosition = { at: number; id: string }
export type DecisionsQuery = {
  account?: string
  user?: string
  before?: DecisionPosition | null
  limit: number
}

/**
 * Newest first. What was armed and never shown is left out: nobody asked for it, and every page
 * that opens makes some.
 */
export async function listDecisions(
  db: LibSQLDatabase,
  { account, user, before, limit }: DecisionsQuery,
): Promise<LiveDecision[]> {
  return db
    .select({
      id: decisions.id,
      at: decisions.createdAt,
      account: decisions.account,
      user: decisions.user,
      placement: decisions.placement,
      nudge: decisions.nudge,
      reason: decisions.reason,
    })
    .from(decisions)
    .where(
      and(
        account === undefined ? undefined : eq(decisions.account, account),
        user === undefined ? undefined : eq(decisions.user, user),
        // In the words of the index on it, or SQLite doesn't see that it fits.
        sql`(${decisions.armed} = 0 or ${decisions.shownAt} is not null)`,
        before
          ? or(
              lt(decisions.createdAt, before.at),
              and(eq(decisions.createdAt, before.at), lt(decisions.id, before.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(decisions.createdAt), desc(decisions.id))
    .limit(limit)
}
