import { expect, test } from 'vitest'
import { dayMs } from '../../shared/value/duration.ts'
import type { Moment } from './history/life.ts'
import { createHistory, usualSize } from './history.ts'
import { conversionsOf } from './seed.ts'

const now = Date.parse('2026-06-15T12:00:00Z')
const history = createHistory({ now })
const accountsOf = (moments: Moment[]) => new Set(moments.map((one) => one.input.account))

test('is the same for the same moment and seed, and another for another seed', () => {
  const small = { now, accounts: 12 }
  expect(createHistory(small)).toEqual(createHistory(small))
  expect(createHistory({ ...small, seed: 7 })).not.toEqual(createHistory(small))
})

test('has two hundred accounts, some fifteen hundred users, and a volume that seeds quickly', () => {
  const users = new Set(history.map((one) => one.input.user).filter((user) => user !== null))
  expect(accountsOf(history).size).toBe(200)
  expect(users.size).toBeGreaterThan(1300)
  expect(users.size).toBeLessThan(1800)
  expect(history.length).toBeGreaterThan(55_000)
  expect(history.length).toBeLessThan(90_000)
})

test('runs through ninety days in time order, up to now and not beyond', () => {
  const times = history.map((one) => one.input.occurredAt)
  expect(times).toEqual([...times].sort((one, other) => one - other))
  expect(times.at(-1)).toBeLessThanOrEqual(now)
  expect(times.at(-1)).toBeGreaterThan(now - dayMs)
  expect(Math.round((now - (times[0] ?? 0)) / dayMs)).toBe(usualSize.days)
})

test('gives each input a message id of its own', () => {
  expect(new Set(history.map((one) => one.input.messageId)).size).toBe(history.length)
})

test('is quiet at weekends', () => {
  const isWeekend = ({ input }: Moment) => [0, 6].includes(new Date(input.occurredAt).getUTCDay())
  expect(history.filter(isWeekend).length / history.length).toBeLessThan(0.07)
})

test('tells an account and its people before they do anything', () => {
  const known = new Set<string | null>()
  const strangers = history.filter(({ input }) => {
    if (input.kind === 'account_traits') known.add(input.account)
    if (input.kind === 'user_traits') known.add(input.user)
    return input.kind === 'event' && !(known.has(input.account) && known.has(input.user))
  })
  expect(strangers).toEqual([])
})

test('lets those convert who ran into limits, far more often than the others', () => {
  const conversions = conversionsOf(history)
  const hits = history.filter(({ input }) => input.kind === 'event' && input.name === 'paywall_hit')
  const isFree = ({ input }: Moment) =>
    input.kind === 'account_traits' && input.traits.plan === 'free'
  const free = accountsOf(history.filter(isFree))
  const walled = new Set(
    [...free].filter((account) => {
      const own = hits.filter(({ input }) => input.account === account)
      return own.length >= 3 && new Set(own.map(({ input }) => input.user)).size >= 2
    }),
  )
  const rate = (accounts: string[]) =>
    accounts.filter((account) => conversions.has(account)).length / accounts.length
  const lift = rate([...walled]) / rate([...free].filter((account) => !walled.has(account)))
  expect(walled.size).toBeGreaterThan(30)
  expect(lift).toBeGreaterThan(2.5)
  expect(conversions.size).toBeGreaterThan(40)
  expect(conversions.size).toBeLessThan(90)
})

test('lets some convert without a sign, and some leave', () => {
  const conversions = conversionsOf(history)
  const hit = accountsOf(
    history.filter(({ input }) => input.kind === 'event' && input.name === 'paywall_hit'),
  )
  expect([...conversions.keys()].filter((account) => !hit.has(account)).length).toBeGreaterThan(0)
  const plans = new Map<string, unknown>()
  const left = history.filter(({ input }) => {
    if (input.kind !== 'account_traits') return false
    const before = plans.get(input.account)
    plans.set(input.account, input.traits.plan)
    return before !== undefined && before !== 'free' && input.traits.plan === 'free'
  })
  expect(left.length).toBeGreaterThan(0)
})
