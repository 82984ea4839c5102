/** Which decision a purchase is put down to: the one that carried the link, else the last that was shown. */
import { attributionMs, ledTo } from '../../engine/billing/attribution.ts'
import type { Change } from '../../engine/billing/subscription.ts'
import type { Transaction } from '../../store/connection.ts'
import type { Definitions } from '../definitions.ts'

/** Of as many showings it is asked what they proposed. */
const mostShown = 20

/** Null where there is no such decision, or none any more. */
export async function accountOfDecision(
  transaction: Transaction,
  decision: string,
): Promise<string | null> {
  const { rows } = await transaction.execute({
    sql: `SELECT account FROM impressions WHERE decision = :decision
          UNION ALL SELECT account FROM decisions WHERE id = :decision LIMIT 1`,
    args: { decision },
  })
  return rows[0] ? String(rows[0].account) : null
}

type Purchase = { change: Change; account: string; named: string | null; at: number }

export async function decisionFor(
  transaction: Transaction,
  { catalogue }: Definitions,
  { change, account, named, at }: Purchase,
): Promise<string | null> {
  if (named && (await accountOfDecision(transaction, named)) === account) return named
  if ((change.mrrDelta ?? 0) < 0) return null
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
  return ledTo(shown, change)
}
