/** Whose customer somebody is who asks a help desk: a person says it where the help desk does not. */

import type { AuditAction } from '../../../shared/audit/action.ts'
import type { Actor } from '../../../shared/audit/actor.ts'
import type { Vendor } from '../../../shared/event/source.ts'
import type { Transaction } from '../../store/connection.ts'
import { wellFormed } from '../../store/json-text.ts'
import { recordAudit } from '../audit/record.ts'

export type RequesterLink = {
  vendor: Vendor
  requester: string
  account: string
  by: Actor
  at: number
}

export async function linkRequester(transaction: Transaction, link: RequesterLink): Promise<void> {
  const { vendor, requester, at } = link
  const account = wellFormed(link.account)
  const { rowsAffected } = await transaction.execute({
    sql: `INSERT INTO requesters (vendor, requester, account, at) VALUES (?, ?, ?, ?)
          ON CONFLICT (vendor, requester) DO UPDATE SET account = excluded.account, at = excluded.at
          WHERE account <> excluded.account`,
    args: [vendor, wellFormed(requester), account, at],
  })
  // Said again it changes nothing, and there is nothing to tell.
  if (rowsAffected > 0) await record(transaction, 'requester_mapped', { ...link, account })
}

export async function unlinkRequester(
  transaction: Transaction,
  link: Omit<RequesterLink, 'account'>,
): Promise<boolean> {
  const { rows } = await transaction.execute({
    sql: 'DELETE FROM requesters WHERE vendor = ? AND requester = ? RETURNING account',
    args: [link.vendor, wellFormed(link.requester)],
  })
  const account = rows[0]?.account
  if (account === undefined) return false
  await record(transaction, 'requester_unmapped', { ...link, account: String(account) })
  return true
}

async function record(
  transaction: Transaction,
  action: Extract<AuditAction, `requester_${string}`>,
  { account, requester, by, at }: RequesterLink,
) {
  const told = { requester }
  const isMapped = action === 'requester_mapped'
  await recordAudit(transaction, {
    at,
    by,
    action,
    subject: { kind: 'account', key: account, name: null },
    before: isMapped ? null : told,
    after: isMapped ? told : null,
  })
}
