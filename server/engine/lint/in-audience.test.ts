import { expect, test } from 'vitest'
import type { Condition } from '../../../shared/definition/trigger.ts'
import { newlyKnown } from '../known.ts'
import { inAudience } from './in-audience.ts'

const people = {
  accounts: new Map([['acme', { ...newlyKnown('acme', '', 0), traits: { plan: 'free' } }]]),
  users: new Map([['mara', { ...newlyKnown('mara', 'acme', 0), traits: { role: 'admin' } }]]),
}
const free: Condition = { trait: 'account.plan', eq: 'free' }
const admin: Condition = { trait: 'user.role', eq: 'admin' }
const team: Condition = { trait: 'account.plan', eq: 'team' }
const page: Condition = { trait: 'page.path', eq: '/billing' }

test.each<[string, Condition | undefined, boolean]>([
  ['everyone', undefined, true],
  ['a trait that fits', free, true],
  ['one that does not', team, false],
  ['of the user', { all: [free, admin] }, true],
  ['any of two', { any: [team, admin] }, true],
  ['the page, which is as it is asked for', page, true],
  ['the page and what does not fit', { all: [page, team] }, false],
  ['the page or what does not fit', { any: [page, team] }, true],
  ['not what fits', { not: free }, false],
  ['not the page', { not: page }, true],
])('%s', (_, audience, isIn) => {
  expect(inAudience(audience, people, 1)('acme', 'mara')).toBe(isIn)
})

test('who has no user at hand is not asked about one', () => {
  expect(inAudience(admin, people, 1)('acme', null)).toBe(false)
  expect(inAudience(free, people, 1)('acme', null)).toBe(true)
})
