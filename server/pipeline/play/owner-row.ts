/** Whose an account is, by the rows that say so. */
import type { Claim } from '../../../shared/account/claim.ts'
import type { Traits } from '../../../shared/event/event.ts'
import { accountFacts } from '../../engine/play/account-facts.ts'
import { type CompiledTeam, ownerOf } from '../../engine/play/owner.ts'
import type { Row } from '../../store/connection.ts'
import { numberOrNull } from '../group/rows.ts'

/** Of an account `x` and its claim `c`. */
export const ownerColumns =
  'x.traits, x.hints, x.first_seen_at, c.by, c.kind AS claim_kind, c.at AS claim_at, c.until'

/** The address of the rep; null where nobody is known. */
export function ownerOfRow(
  team: CompiledTeam,
  row: Row,
  { account, now }: { account: string; now: number },
): string | null {
  const traits = (text: unknown): Traits => JSON.parse(String(text ?? '{}'))
  const facts = accountFacts({
    id: account,
    traits: traits(row.traits),
    hints: traits(row.hints),
    firstSeenAt: Number(row.first_seen_at ?? now),
    now,
  })
  return ownerOf(team, facts, claimOf(row))
}

function claimOf(row: Row): Claim | null {
  if (row.by === null) return null
  return {
    by: String(row.by),
    kind: row.claim_kind as Claim['kind'],
    at: Number(row.claim_at),
    until: numberOrNull(row.until),
  }
}
