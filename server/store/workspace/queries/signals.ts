import { and, desc, eq, gt, gte, isNull, lt, or, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Signal } from '../../../../shared/account/signal.ts'
import { signals } from '../schema.ts'

export type SignalPosition = { at: number; id: string }
export type SignalsQuery = {
  account?: string
  /** Only those that are active then. */
  activeAt?: number
  before?: SignalPosition | null
  limit: number
}

/** Newest first. */
export function listSignals(
  db: LibSQLDatabase,
  { account, activeAt, before, limit }: SignalsQuery,
): Promise<Signal[]> {
  return db
    .select()
    .from(signals)
    .where(
      and(
        account === undefined ? undefined : eq(signals.account, account),
        activeAt === undefined
          ? undefined
          : and(gt(signals.expiresAt, activeAt), isNull(signals.cancelledAt)),
        before
          ? or(
              lt(signals.firedAt, before.at),
              and(eq(signals.firedAt, before.at), lt(signals.id, before.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(signals.firedAt), desc(signals.id))
    .limit(limit)
}

/** By trigger. */
export async function countFirings(
  db: LibSQLDatabase,
  since: number,
): Promise<Record<string, number>> {
  const rows = await db
    .select({ trigger: signals.trigger, count: sql<number>`count(*)` })
    .from(signals)
    .where(gte(signals.firedAt, since))
    .groupBy(signals.trigger)
  return Object.fromEntries(rows.map((one) => [one.trigger, one.count]))
}
