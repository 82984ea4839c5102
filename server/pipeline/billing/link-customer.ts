/**
 * A person says whose customer it is, where billing does not: what came of it until now is applied then. Who
 * has said it may say otherwise: what is the customer's goes to the other account.
 */

import type { Actor } from '../../../shared/audit/actor.ts'
import type { Vendor } from '../../../shared/event/source.ts'
import type { Transaction } from '../../store/connection.ts'
import { randomText } from '../../store/random-text.ts'
import { recordAudit } from '../audit/record.ts'
import { isErased } from './erased.ts'
import { keepBilling } from './keep.ts'
import { keepLink, readLink, wakeUnmatched } from './links.ts'

export type CustomerLink = {
  vendor: Vendor
  customer: string
  account: string
  by: Actor
  at: number
}

/** `not_found` where no such customer waits, nor was mapped by anybody. */
export async function linkCustomer(
  transaction: Transaction,
  { vendor, customer, account, by, at }: CustomerLink,
): Promise<'linked' | 'not_found' | 'erased'> {
  if (await isErased(transaction, account)) return 'erased'
  const before = await readLink(transaction, { vendor, ref: customer })
  const woken = await wakeUnmatched(transaction, vendor, customer)
  if (woken === 0 && before?.way !== 'hand') return 'not_found'
  if (before?.account === account) return 'linked'
  const link = { account, way: 'hand', decision: null, at } as const
  await keepLink(transaction, { vendor, ref: customer }, link)
  if (before) {
    const event = { id: `mapped_${randomText(16)}`, type: 'mapped', at } as const
    const mapped = { ...event, kind: 'mapped', customer, account } as const
    await keepBilling(transaction, { vendor, event: mapped, email: null, at })
  }
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
