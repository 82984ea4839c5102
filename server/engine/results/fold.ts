/**
 * Counts showings, one at a time: how often each thing happened, and to how many different people and
 * accounts. A person counts for what they did at any of their showings, so their bits are joined.
 */

import { type Did, did } from '../../../shared/results/bits.ts'
import type { Money, Tally } from '../../../shared/results/results.ts'
import { momentsOf } from './mean.ts'
import type { Counted } from './row.ts'
import { emptySums, type Sums } from './share.ts'

/** What of a showing is counted. */
export type Counting = {
  account: string
  user: string
  /** Bits of `did`. */
  mask: number
  revenue: readonly Money[]
}

/** What is known of one row: by person, by account, and by person within an account. */
type Group = {
  /** By the place of the bit. */
  times: number[]
  people: Map<string, number>
  accounts: Map<string, Map<string, number>>
  /** By currency and account. */
  revenue: Map<string, Map<string, number>>
}

export type Fold = {
  add(key: string | null, one: Counting): void
  /** Those that were shown most come first. */
  rows(): Counted[]
}

export function createFold(): Fold {
  const groups = new Map<string | null, Group>()
  return {
    add(key, one) {
      const known = groups.get(key)
      const group = known ?? newGroup()
      if (!known) groups.set(key, group)
      addTo(group, one)
    },
    rows: () =>
      [...groups]
        .map(([key, group]) => countedOf(key, group))
        .sort((a, b) => seenIn(b) - seenIn(a) || ((a.key ?? '') < (b.key ?? '') ? -1 : 1)),
  }
}

const seenIn = ({ shown, ghosts }: Counted) => shown.times + ghosts.times

const newGroup = (): Group => ({
  times: [],
  people: new Map(),
  accounts: new Map(),
  revenue: new Map(),
})

function addTo(group: Group, { account, user, mask, revenue }: Counting): void {
  for (let rest = mask; rest !== 0; rest &= rest - 1) {
    const place = placeOf(rest)
    group.times[place] = (group.times[place] ?? 0) + 1
  }
  group.people.set(user, (group.people.get(user) ?? 0) | mask)
  let inside = group.accounts.get(account)
  if (!inside) {
    inside = new Map()
    group.accounts.set(account, inside)
  }
  inside.set(user, (inside.get(user) ?? 0) | mask)
  for (const { currency, amount } of revenue) {
    let of = group.revenue.get(currency)
    if (!of) {
      of = new Map()
      group.revenue.set(currency, of)
    }
    of.set(account, (of.get(account) ?? 0) + amount)
  }
}

/** Of the lowest bit that is set. */
const placeOf = (mask: number) => 31 - Math.clz32(mask & -mask)

/** Nothing was counted: what a period without showings has. */
export const nothing = (): Counted => countedOf(null, newGroup())

function countedOf(key: string | null, group: Group): Counted {
  const people = [...group.people.values()]
  const accounts = [...group.accounts.values()].map((inside) => [...inside.values()])
  const joined = accounts.map((inside) => inside.reduce((all, one) => all | one, 0))
  const tally = (name: Did): Tally => ({
    times: group.times[placeOf(did[name])] ?? 0,
    people: having(people, did[name]),
    accounts: having(joined, did[name]),
  })
  const sums = (name: Did) => sumsOf(accounts, did[name])
  const shown = tally('shown')
  const earned = [...group.revenue]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, of]) => ({ currency, moments: momentsOf(shown.accounts, of.values()) }))
  return {
    key,
    shown,
    ghosts: tally('ghost'),
    clicked: tally('clicked'),
    dismissed: tally('dismissed'),
    snoozed: tally('snoozed'),
    never: tally('never'),
    askedAdmin: tally('askedAdmin'),
    trials: tally('trials'),
    converted: tally('converted'),
    revenue: earned.map(({ currency, moments }) => ({ currency, amount: moments.sum })),
    earned,
    worst: {
      never: having(people, did.never),
      closedAtOnce: having(people, did.never | did.closedAtOnce),
      closed: having(people, did.never | did.dismissed),
    },
    sums: { clicked: sums('clicked'), dismissed: sums('dismissed'), never: sums('never') },
  }
}

/** How many have one of the bits. */
function having(masks: readonly number[], bit: number): number {
  return masks.reduce((count, mask) => count + (mask & bit ? 1 : 0), 0)
}

/** Over accounts: people who were shown something, and who did it. */
function sumsOf(accounts: readonly (readonly number[])[], bit: number): Sums {
  const sums = { ...emptySums }
  for (const inside of accounts) {
    const n = having(inside, did.shown)
    if (n === 0) continue
    const y = having(inside, bit)
    sums.clusters++
    sums.n += n
    sums.y += y
    sums.nn += n * n
    sums.yy += y * y
    sums.ny += n * y
  }
  return sums
}
