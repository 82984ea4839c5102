/** Which decision a purchase is put down to: the one that carried the link, else the last that was shown. */
import { attributionMs, ledTo } from '../../engine/billing/attribution.ts'
import type { Change } from '../../engine/billing/change.ts'
import type { Transaction } from '../../store/connection.ts'
import { pseudonymPrefix } from '../../store/workspace/erasure-hash.ts'
import type { Definitions } from '../definitions.ts'

/** Of as many showings it is asked what they proposed. */
const mostShown = 20

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

export async function decisionFor(
  transaction: Transaction,
  { catalogue }: Definitions,
  { change, named, at }: Purchase,
): Promise<string | null> {
  const { account, isBought, mrrDelta } = change
  const found = named === null ? null : await findDecision(transaction, named)
  const ofLink = found?.account === account ? named : null
  const isLoss = (mrrDelta ?? 0) < 0
  // What follows long after is another prompt's, where there was one.
  if (isLoss || !isBought || (found && ofLink && at - found.at <= attributionMs)) return ofLink
  const { rows } = await transaction.execute({
    sql: `SELECT decision, nudge FROM impressions
          WHERE account = ? AND at BETWEEN ? AND ? AND NOT ghost
          ORDER BY at DESC LIMIT ${mostShown}`,
    args: [account, at - attributionMs, at],
  })
  const shown = rows.map((row) => {
    const found = catalogue.nudges.find((one) => one.nudge.key === row.nudge)
    return {
      decision: String(row.decision),
      offer: found && catalogue.offers.get(found.nudge.offer),
    }
  })
  return ledTo(shown, change) ?? ofLink
}
