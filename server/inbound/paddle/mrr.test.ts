import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Discount } from '../../../shared/event/billing.ts'
import { microsOf } from '../../engine/billing/discount.ts'
import { mrrOf } from './mrr.ts'
import { subscription as schema } from './object.ts'

type Loose = Record<string, unknown>

const month = { interval: 'month', frequency: 1 }
const year = { interval: 'year', frequency: 1 }
const price = (amount: string, more: Loose = {}): Loose => ({
  id: 'pri_1',
  product_id: 'pro_1',
  tax_mode: 'account_setting',
  billing_cycle: month,
  unit_price: { amount, currency_code: 'EUR' },
  unit_price_overrides: [],
  ...more,
})
const item = (of: Loose, quantity = 1, more: Loose = {}): Loose => ({
  ...{ price: of, quantity, recurring: true, status: 'active' },
  ...more,
})
const subscription = (items: Loose[], more: Loose = {}) =>
  schema.parse({
    id: 'sub_1',
    customer_id: 'ctm_1',
    status: 'active',
    currency_code: 'EUR',
    created_at: '2026-11-23T10:00:00.123456Z',
    billing_cycle: month,
    items,
    ...more,
  })
const known = (micros: number) => ({ kind: 'known', micros })
const unknown = (why: string) => ({ kind: 'unknown', why })
const inCountry = (amount: string, currency_code: string) => ({
  ...{ country_codes: ['IN'], unit_price: { amount, currency_code } },
})

test.each<[string, Loose[], Loose, object]>([
  ['a month is itself', [item(price('1900'))], {}, known(1_900_000_000)],
  ['seats multiply', [item(price('1900'), 7)], {}, known(13_300_000_000)],
  [
    'a year is a twelfth',
    [item(price('12000', { billing_cycle: year }))],
    {},
    known(1_000_000_000),
  ],
  [
    'a quarter is a third',
    [item(price('1000', { billing_cycle: { interval: 'month', frequency: 3 } }))],
    {},
    known(333_333_333),
  ],
  [
    'a week is 52 twelfths',
    [item(price('1200', { billing_cycle: { interval: 'week', frequency: 1 } }))],
    {},
    known(5_200_000_000),
  ],
  [
    'what says no cycle has that of its subscription',
    [item(price('12000', { billing_cycle: null }))],
    { billing_cycle: year },
    known(1_000_000_000),
  ],
  ['items add up', [item(price('1000')), item(price('250'), 2)], {}, known(1_500_000_000)],
  ['free is nothing', [item(price('0'))], {}, known(0)],
  [
    'what is bought once is left out',
    [item(price('1000')), item(price('9900', { billing_cycle: null }), 1, { recurring: false })],
    {},
    known(1_000_000_000),
  ],
  [
    'what is over is left out',
    [item(price('1000')), item(price('9900'), 1, { status: 'inactive' })],
    {},
    known(1_000_000_000),
  ],
  [
    'an item on trial is left out beside one that is paid',
    [item(price('1000')), item(price('9900'), 1, { status: 'trialing' })],
    {},
    known(1_000_000_000),
  ],
  [
    'all on trial is what it will bring',
    [item(price('1000'), 1, { status: 'trialing' })],
    { status: 'trialing' },
    known(1_000_000_000),
  ],
  [
    'yen have no parts',
    [item(price('500', { unit_price: { amount: '500', currency_code: 'JPY' } }))],
    { currency_code: 'JPY' },
    known(500_000_000),
  ],
  [
    'a price of the country is its price in that currency',
    [item(price('1000', { unit_price_overrides: [inCountry('1100', 'USD')] }))],
    { currency_code: 'USD' },
    known(1_100_000_000),
  ],
  [
    'of two prices in one currency it is not known which',
    [item(price('1000', { unit_price_overrides: [inCountry('300', 'EUR')] }))],
    {},
    unknown('by_country'),
  ],
  [
    'what Paddle converts is not known',
    [item(price('1000'))],
    { currency_code: 'USD' },
    unknown('by_country'),
  ],
  [
    'tax in the price is not known',
    [item(price('1000', { tax_mode: 'internal' }))],
    {},
    unknown('tax'),
  ],
  ['tax on top was never in it', [item(price('1000', { tax_mode: 'external' }))], {}, known(1e9)],
  [
    'more than a number holds is not said',
    [item(price('999999999999'), 1_000_000)],
    {},
    unknown('too_large'),
  ],
  [
    'a discount that has an end does not reduce it',
    [item(price('1000'))],
    { discount: { id: 'dsc_1', starts_at: null, ends_at: '2027-01-01T00:00:00Z' } },
    known(1_000_000_000),
  ],
  [
    'one for ever does, by what it is',
    [item(price('12000', { billing_cycle: year }), 2)],
    { billing_cycle: year, discount: { id: 'dsc_1', starts_at: null, ends_at: null } },
    {
      kind: 'reduced',
      by: 'dsc_1',
      parts: [{ price: 'pri_1', product: 'pro_1', quantity: 2, micros: 2_000_000_000 }],
      timesAMonth: { numerator: 1, denominator: 12 },
    },
  ],
  [
    'a change that is scheduled is none yet',
    [item(price('1000'))],
    { scheduled_change: { action: 'cancel', effective_at: '2026-12-23T10:00:00Z' } },
    known(1_000_000_000),
  ],
])('%s', (_, items, more, expected) => {
  expect(mrrOf(subscription(items, more))).toEqual(expected)
})

const forEver = { discount: { id: 'dsc_1', ends_at: null } }
const reducedBy = (items: Loose[], discount: Partial<Discount>, more: Loose = {}) =>
  microsOf(mrrOf(subscription(items, { ...forEver, ...more })), 'EUR', {
    id: 'dsc_1',
    off: { kind: 'share', millionths: 125_000 },
    isForEver: true,
    only: [],
    ...discount,
  })
const two = [item(price('1000'), 2), item(price('300', { id: 'pri_2', product_id: 'pro_2' }), 1)]
const off = (kind: 'bill' | 'piece', minor: number, currency = 'EUR') => ({
  off: { kind, minor, currency },
})

test.each<[string, number | null, number | null]>([
  ['a share of all', reducedBy(two, {}), 2_012_500_000],
  ['a share of one product', reducedBy(two, { only: ['pro_2'] }), 2_262_500_000],
  ['a share of one price', reducedBy(two, { only: ['pri_1', 'pri_9'] }), 2_050_000_000],
  ['a share of what is not there', reducedBy(two, { only: ['pro_9'] }), 2_300_000_000],
  ['an amount off the bill', reducedBy(two, off('bill', 500)), 1_800_000_000],
  [
    'no more than there is',
    reducedBy(two, { ...off('bill', 500), only: ['pro_2'] }),
    2_000_000_000,
  ],
  ['an amount off each piece', reducedBy(two, off('piece', 100)), 2_000_000_000],
  ['no more than a piece costs', reducedBy(two, off('piece', 400)), 1_200_000_000],
  ['in another currency', reducedBy(two, off('bill', 500, 'USD')), null],
  ['a share in any currency', reducedBy(two, {}, { currency_code: 'EUR' }), 2_012_500_000],
  ['one that passes', reducedBy(two, { isForEver: false }), 2_300_000_000],
  [
    'an amount off a year is a twelfth off a month',
    reducedBy([item(price('12000', { billing_cycle: year }))], off('bill', 1200), {
      billing_cycle: year,
    }),
    900_000_000,
  ],
  ['of which nothing has come', microsOf(mrrOf(subscription(two, forEver)), 'EUR', null), null],
])('off is %s', (_, micros, expected) => {
  expect(micros).toBe(expected)
})

const perMonth = { day: 365 / 12, week: 52 / 12, month: 1, year: 1 / 12 }

test('agrees with the formula in floating point, to a millionth of a cent in a thousand', () => {
  const anItem = fc.record({
    cents: fc.integer({ min: 0, max: 1_000_000 }),
    quantity: fc.integer({ min: 0, max: 500 }),
  })
  const aCycle = fc.record({
    interval: fc.constantFrom('day', 'week', 'month', 'year'),
    frequency: fc.integer({ min: 1, max: 12 }),
  })
  const anOff = fc.oneof(
    fc.constant(null),
    fc.integer({ min: 1, max: 10_000 }).map((hundredths) => ({ type: 'share', hundredths })),
    fc.integer({ min: 1, max: 100_000 }).map((minor) => ({ type: 'bill', minor })),
    fc.integer({ min: 1, max: 100_000 }).map((minor) => ({ type: 'piece', minor })),
  )
  fc.assert(
    fc.property(fc.array(anItem, { maxLength: 8 }), aCycle, anOff, (all, cycle, off) => {
      const factor = perMonth[cycle.interval as keyof typeof perMonth] / cycle.frequency
      const full = all.reduce((sum, { cents, quantity }) => sum + cents * quantity, 0)
      const taken =
        off === null
          ? 0
          : 'hundredths' in off
            ? (full * off.hundredths) / 10_000
            : off.type === 'bill'
              ? Math.min(full, off.minor)
              : all.reduce((sum, one) => sum + Math.min(one.cents, off.minor) * one.quantity, 0)
      const items = all.map(({ cents, quantity }) =>
        item(price(String(cents), { billing_cycle: cycle }), quantity),
      )
      const more = { billing_cycle: cycle, ...(off && forEver) }
      const mrr = mrrOf(subscription(items, more))
      const kept: Discount | null = off && {
        id: 'dsc_1',
        off:
          'hundredths' in off
            ? { kind: 'share', millionths: off.hundredths * 100 }
            : { kind: off.type as 'bill' | 'piece', minor: off.minor, currency: 'EUR' },
        isForEver: true,
        only: [],
      }
      const micros = microsOf(mrr, 'EUR', kept)
      const expected = (full - taken) * factor * 1e6
      if (micros === null) {
        expect([mrr.kind, full * factor * 1e6 > Number.MAX_SAFE_INTEGER * 0.999]).toEqual([
          'unknown',
          true,
        ])
        return
      }
      expect(Number.isInteger(micros)).toBe(true)
      // Each item is rounded by itself before what is off it.
      expect(Math.abs(micros - expected)).toBeLessThanOrEqual(10 + full * factor * 1e6 * 1e-12)
    }),
  )
})
