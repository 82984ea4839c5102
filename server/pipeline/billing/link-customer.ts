/** A person says whose customer it is, where billing does not: what came of it until now is applied then. */

import type { Actor } from '../../../shared/audit/actor.ts'
import type { Vendor } from '../../../shared/source.ts'
import type { Transaction } from '../../store/connection.ts'
import { recordAudit } from '../audit/record.ts'
import { isErased } from './erased.ts'
import { keepLink, readLink, wakeUnmatched } from './links.ts'

export type CustomerLink = {
  vendor: Vendor
  customer: string
  account: string
  by: Actor
  at: number
}

/** `not_found` where no such customer waits. */
export async function linkCustomer(
  transaction: Transaction,
  { vendor, customer, account, by, at }: CustomerLink,
): Promise<'linked' | 'not_found' | 'erased'> {
  if (await isErased(transaction, account)) return 'erased'
  const before = await readLink(transaction, { vendor, ref: customer })
  if ((await wakeUnmatched(transaction, vendor, customer)) === 0) return 'not_found'
  const link = { account, way: 'hand', decision: null, at } as const
  await keepLink(transaction, { vendor, ref: customer }, link)
  await recordAudit(transaction, {
    at,
    by,
    action: 'customer_mapped',
    subject: { kind: 'account', key: account, name: null },
    before: before && { account: before.account },
    after: { customer },
  })
  return 'linked'
}
