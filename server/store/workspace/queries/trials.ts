import { desc, eq } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { TrialResponse } from '../../../../shared/protocol/api.ts'
import { trials } from '../schema.ts'

export async function listTrials(
  db: LibSQLDatabase,
  account: string,
  now: number,
): Promise<TrialResponse[]> {
  const rows = await db
    .select({
      offer: trials.offer,
      plan: trials.plan,
      startedAt: trials.startedAt,
      endsAt: trials.endsAt,
    })
    .from(trials)
    .where(eq(trials.account, account))
    .orderBy(desc(trials.startedAt), trials.offer)
  return rows.map((row) => ({ ...row, active: row.startedAt <= now && now < row.endsAt }))
}
