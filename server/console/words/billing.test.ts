import { expect, test } from 'vitest'
import type { BillingEntry } from '../../../shared/event/billing.ts'
import { billingEventInWords, fateInWords } from './billing.ts'

const subscription = {
  ...{ id: 'sub_1', customer: 'cus_1', startedAt: 0, standing: 'paying', currency: 'EUR' },
  ...{ items: [], account: null, decision: null },
} as const
const entry = (more: object, fate: Partial<BillingEntry> = {}) =>
  ({
    event: { id: 'evt_1', type: 'invoice.paid', at: 0, ...more },
    ...{ receivedAt: 0, account: null, fate: 'applied', note: null },
    ...fate,
  }) as BillingEntry
const known = { kind: 'known', micros: 1_900_400_000 }

test.each<[BillingEntry, string]>([
  [
    entry({ kind: 'subscription', subscription: { ...subscription, mrr: known } }),
    'Subscription of cus_1, paid, €19.00 a month',
  ],
  [
    entry({
      kind: 'subscription',
      subscription: { ...subscription, standing: 'ended', mrr: { kind: 'unknown', why: 'tiered' } },
    }),
    'Subscription of cus_1, ended, revenue not known: its price has tiers',
  ],
  [entry({ kind: 'checkout', customer: null }), 'Checkout of somebody'],
  [entry({ kind: 'customer', customer: 'cus_1' }), 'Customer cus_1'],
  [entry({ kind: 'nothing' }), 'invoice.paid'],
])('says what came: %#', (one, words) => {
  expect(billingEventInWords(one)).toBe(words)
})

test('says what became of it', () => {
  const of = (fate: BillingEntry['fate'], note: BillingEntry['note'] = null) =>
    fateInWords(entry({ kind: 'nothing' }, { fate, note }))
  expect(of('waiting')).toContain('about to be applied')
  expect(of('stale', 'same')).toContain('Older')
  expect(of('applied', 'changed')).toBe('Told as a conversion')
  expect(of('unmatched', 'no_account')).toContain('no account')
})
