import { expect, test } from 'vitest'
import type { Claim } from '../../../shared/account/claim.ts'
import type { Rep, SalesTeam } from '../../../shared/workspace/sales-team.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { accountFacts } from './account-facts.ts'
import { compileTeam, ownerOf } from './owner.ts'
import { placeAlert, rulesOfRep } from './place.ts'

const usual = settingsOf().sales
const now = Date.parse('2026-11-26T12:00:00Z')

test('a rep has their own rules, and the team’s for the rest', () => {
  const team: SalesTeam = {
    ...usual,
    destination: 'd1',
    reps: [{ email: 'ada@x.io', timeZone: 'Asia/Tokyo', alertsPerDay: 0 }],
  }
  expect(rulesOfRep(team, 'ada@x.io')).toEqual({
    email: 'ada@x.io',
    timeZone: 'Asia/Tokyo',
    quiet: usual.quiet,
    alertsPerDay: 0,
    digestAt: '09:00',
    destination: 'd1',
  })
  expect(rulesOfRep(team, 'ben@x.io')).toMatchObject({ timeZone: 'UTC', alertsPerDay: 5 })
})

const rep = (own: Partial<Rep> = {}) =>
  rulesOfRep({ ...usual, reps: [{ email: 'ada@x.io', ...own }] }, 'ada@x.io')

test.each([
  ['at noon', rep(), 'alert', 0, { kind: 'tell' }],
  ['the last of the day', rep(), 'alert', 4, { kind: 'tell' }],
  [
    'one too many',
    rep(),
    'alert',
    5,
    { kind: 'digest', reason: 'over_cap', until: Date.parse('2026-11-27T09:00:00Z') },
  ],
  [
    'of none',
    rep({ alertsPerDay: 0 }),
    'alert',
    0,
    { kind: 'digest', reason: 'over_cap', until: Date.parse('2026-11-27T09:00:00Z') },
  ],
  [
    'in the evening there',
    rep({ timeZone: 'Asia/Tokyo' }),
    'alert',
    9,
    { kind: 'wait', reason: 'quiet_hours', until: Date.parse('2026-11-26T23:00:00Z') },
  ],
  [
    'for a digest, whatever the hour',
    rep({ timeZone: 'Asia/Tokyo' }),
    'digest',
    0,
    { kind: 'digest', reason: 'by_digest', until: Date.parse('2026-11-27T00:00:00Z') },
  ],
] as const)('an alert is placed: %s', (_, rules, way, told, expected) => {
  expect(placeAlert(rules, { way, told, now })).toEqual(expected)
})

const claimed = (by: string, until: number | null = null): Claim => ({
  by,
  kind: 'claim',
  at: now - 1,
  until,
})
const team: SalesTeam = {
  ...usual,
  rules: [
    { when: { trait: 'account.country', eq: 'DE' }, rep: 'berlin@x.io' },
    { when: { trait: 'account.seats', gte: 100 }, rep: 'large@x.io' },
  ],
  defaultOwner: 'all@x.io',
  reps: [{ email: 'ada@x.io', name: 'Ada Lovelace' }],
}

test.each<[string, Record<string, string | number>, Claim | null, string | null]>([
  ['by default', {}, null, 'all@x.io'],
  ['the first rule', { country: 'DE', seats: 200 }, null, 'berlin@x.io'],
  ['the next', { seats: 100 }, null, 'large@x.io'],
  ['their trait', { country: 'DE', owner_email: 'Ben@X.io ' }, null, 'ben@x.io'],
  ['their trait by name', { owner_email: 'ada lovelace' }, null, 'ada@x.io'],
  ['a trait that names nobody', { country: 'DE', owner_email: '?' }, null, 'berlin@x.io'],
  ['a number for an owner', { owner_email: 7 }, null, 'all@x.io'],
  ['the claimer', { owner_email: 'ben@x.io' }, claimed('Cy@x.io'), 'cy@x.io'],
  ['the claimer by name', { owner_email: 'ben@x.io' }, claimed('Ada Lovelace'), 'ada@x.io'],
  ['a claim that is over', { owner_email: 'ben@x.io' }, claimed('cy@x.io', now), 'ben@x.io'],
  ['a claim by whom nobody knows', {}, claimed('the CRM'), 'all@x.io'],
])('an account is owned: %s', (_, traits, claim, owner) => {
  const facts = accountFacts({ id: 'a', traits, hints: {}, firstSeenAt: now, now })
  expect(ownerOf(compileTeam(team), facts, claim)).toBe(owner)
})

test('without a default nobody may be known', () => {
  const facts = accountFacts({ id: 'a', traits: {}, hints: {}, firstSeenAt: now, now })
  expect(ownerOf(compileTeam({ ...team, defaultOwner: null }), facts, null)).toBeNull()
})
