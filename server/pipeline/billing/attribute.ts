/** Which decision a change of a subscription is put down to, where the link to its checkout carried one. */
import { attributionMs } from '../../engine/billing/attribution.ts'
import type { Change } from '../../engine/billing/change.ts'
import type { Transaction } from '../../store/connection.ts'
import { pseudonymPrefix } from '../../store/workspace/erasure-hash.ts'

export type Decided = { account: string; at: number }

/**
 * Null where there is no such decision, or none any more. What stays of who was erased is of nobody who
 * is known.
 */
export async function findDecision(
  transaction: Transaction,
  decision: string,
): Promise<Decided | null> {
  const { rows } = await transaction.execute({
    sql: `SELECT account, at FROM impressions WHERE decision = :decision
          UNION ALL SELECT account, created_at FROM decisions WHERE id = :decision LIMIT 1`,
    args: { decision },
  })
  const account = String(rows[0]?.account ?? pseudonymPrefix)
  return account.startsWith(pseudonymPrefix) ? null : { account, at: Number(rows[0]?.at) }
}

/** `named`: by the link to the checkout. */
type Purchase = { change: Change; named: string | null; at: number }

/** The one that is named; what follows long after is rather another prompt's, where there was one. */
export async function decisionOf(
  transaction: Transaction,
  { change, named, at }: Purchase,
): Promise<{ decision: string | null; isSought: boolean }> {
  const found = named === null ? null : await findDecision(transaction, named)
  const isOwn = found?.account === change.account
  const isGain = change.isBought && (change.mrrDelta ?? 0) >= 0
  const isOfLink = isOwn && at - found.at <= attributionMs
  return { decision: isOwn ? named : null, isSought: isGain && !isOfLink }
}
