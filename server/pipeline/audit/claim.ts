/** What the audit log tells of who has an account. */

import type { Claim } from '../../../shared/account/claim.ts'
import type { Actor } from '../../../shared/audit/actor.ts'
import type { AuditState, NewAuditEntry } from '../../../shared/audit/entry.ts'

type Claimed = { account: string; by: Actor; at: number }

/** `null`: nobody had it, or has it. */
export function claimEntry(
  { account, by, at }: Claimed,
  before: Claim | null,
  after: Claim | null,
): NewAuditEntry {
  return {
    at,
    by,
    action: after ? 'account_claimed' : 'account_released',
    subject: { kind: 'account', key: account, name: null },
    before: before && stateOf(before),
    after: after && stateOf(after),
  }
}

const stateOf = ({ by, kind, until }: Claim): AuditState => ({ by, kind, until })
