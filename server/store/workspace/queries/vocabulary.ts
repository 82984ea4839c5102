/** Which events, properties and traits are really reported: the words that conditions can speak of. */
import { desc, inArray } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { FactValue } from '../../../../shared/event/event.ts'
import { accounts, events, users } from '../schema.ts'
import { mergeTraits } from './traits.ts'

type Value = string | number | boolean
/** A property or a trait with some of its values, the most frequent first. */
export type Spoken = { name: string; values: Value[] }

export type Vocabulary = {
  /** Newest events that were looked at, and when the oldest of them came; null for none. */
  looked: number
  since: number | null
  /** The most frequent first. */
  events: { name: string; count: number; lastAt: number; properties: Spoken[] }[]
  traits: { account: Spoken[]; user: Spoken[] }
  /** Meters that were read. */
  meters: string[]
}

/** Enough to meet what happens daily, few enough to be read while somebody waits. */
const mostEvents = 3_000
const mostPeople = 300
const mostValues = 12

export async function readVocabulary(db: LibSQLDatabase): Promise<Vocabulary> {
  const newest = await db
    .select({
      name: events.name,
      account: events.account,
      user: events.user,
      properties: events.properties,
      receivedAt: events.receivedAt,
    })
    .from(events)
    .orderBy(desc(events.seq))
    .limit(mostEvents)
  const some = (ids: (string | null)[]) =>
    [...new Set(ids.filter((id) => id !== null))].slice(0, mostPeople)
  const [companies, people] = await db.batch([
    db
      .select({ traits: accounts.traits, hints: accounts.hints })
      .from(accounts)
      .where(inArray(accounts.id, some(newest.map((one) => one.account)))),
    db
      .select({ traits: users.traits, hints: users.hints })
      .from(users)
      .where(inArray(users.id, some(newest.map((one) => one.user)))),
  ])
  const byName = new Map<string, typeof newest>()
  for (const one of newest) {
    const known = byName.get(one.name)
    if (known) known.push(one)
    else byName.set(one.name, [one])
  }
  const read = byName.get('meter_read') ?? []
  return {
    looked: newest.length,
    since: newest.at(-1)?.receivedAt ?? null,
    events: [...byName]
      .map(([name, all]) => ({
        name,
        count: all.length,
        lastAt: all[0]?.receivedAt ?? 0,
        properties: spokenIn(all.map((one) => one.properties)),
      }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
    traits: {
      account: spokenIn(companies.map(mergeTraits)),
      user: spokenIn(people.map(mergeTraits)),
    },
    meters: [...new Set(read.map((one) => String(one.properties.meter)))].sort(),
  }
}

/** By name. Lists and what is not known are no values to compare with. */
export function spokenIn(all: readonly Record<string, FactValue>[]): Spoken[] {
  const counts = new Map<string, Map<Value, number>>()
  for (const one of all) {
    for (const [name, value] of Object.entries(one)) {
      const values = counts.get(name) ?? new Map<Value, number>()
      counts.set(name, values)
      if (value === null || typeof value === 'object') continue
      values.set(value, (values.get(value) ?? 0) + 1)
    }
  }
  return [...counts]
    .map(([name, values]) => ({
      name,
      values: [...values]
        .sort((a, b) => b[1] - a[1])
        .slice(0, mostValues)
        .map(([value]) => value),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
