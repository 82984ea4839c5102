import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type AccountFilters,
  accountFilters,
  accountOrders,
  claimFilters,
} from '../../../../shared/account/account-view.ts'
import { isNarrow, noFilters, readFilters, sameFilters, writeFilters } from './account-filters.ts'

const anyFilters: fc.Arbitrary<AccountFilters> = fc
  .record({
    order: fc.constantFrom(...accountOrders),
    query: fc.string({ maxLength: 40 }),
    signal: fc.constantFrom('', '*', 'export-walls'),
    plan: fc.string({ maxLength: 20 }),
    fullness: fc.integer({ min: 0, max: 1_000 }),
    claim: fc.constantFrom(...claimFilters),
    seenDays: fc.integer({ min: 0, max: 3_650 }),
  })
  .map((one) => accountFilters.parse(one))

test('an address says all that was chosen', () => {
  fc.assert(
    fc.property(anyFilters, (filters) => {
      expect(readFilters(`?${writeFilters(filters)}`)).toEqual(filters)
    }),
  )
})

test.each([
  ['', noFilters],
  ['?order=ready', noFilters],
  ['?fullness=80&claim=mine', { ...noFilters, fullness: 80, claim: 'mine' }],
  // What cannot be leaves the rest as it was said.
  ['?fullness=lots&claim=mine', { ...noFilters, claim: 'mine' }],
  ['?order=upside-down&seenDays=-1', noFilters],
  ['?whatever=1', noFilters],
])('reads %j', (search, filters) => {
  expect(readFilters(search)).toEqual(filters)
})

test('the plain list has a plain address', () => {
  expect(writeFilters(noFilters)).toBe('')
})

test('an order narrows nothing, every filter does', () => {
  expect(isNarrow({ ...noFilters, order: 'name' })).toBe(false)
  expect(isNarrow({ ...noFilters, plan: 'pro' })).toBe(true)
  expect(sameFilters(noFilters, { ...noFilters, order: 'name' })).toBe(false)
})
