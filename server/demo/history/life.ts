/** One account as it lives through the history: what it has, and what it leaves in the log. */

import type { Properties, Traits } from '../../../shared/event/event.ts'
import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import type { Input } from '../../pipeline/input.ts'
import { mrrOf, type PlanKey, plans } from '../catalogue/plans.ts'
import type { Random } from '../random.ts'
import type { Archetype } from './archetypes.ts'
import { countries } from './names.ts'
import type { Company, Person } from './people.ts'

/** A place at which the page asks Brim what to show, and who sees it. */
export type Ask = { placement: string; page: string; locale: string }

export type Moment = { input: Input; ask?: Ask }

export type Hit = { day: number; user: string; feature: string }

export type Life = {
  company: Company
  archetype: Archetype
  random: Random
  /** Midnight UTC of day 0. */
  origin: number
  people: Person[]
  plan: PlanKey
  seats: number
  boards: number
  /** Gigabytes: now, and as last reported. */
  storage: { used: number; reported: number }
  /** How large it grows once it pays. */
  target: number
  /** What would make it pay. */
  hits: Hit[]
  asked: number[]
  /** The day of each use of the timeline, by person. */
  timelineDays: Map<string, number[]>
  /** First day on which boards or seats were full, on this plan. */
  fullSince: number | null
  left: boolean
  moments: Moment[]
}

const limitsOf = (life: Life) => plans.find((one) => one.key === life.plan)?.limits ?? {}

export function limitOf(life: Life, meter: 'boards' | 'seats' | 'storage'): number | null {
  return limitsOf(life)[meter] ?? null
}

/** `hour` of the account's own day, as epoch ms. */
export function timeOn(life: Life, day: number, hour: number): number {
  const local = hour - countries[life.company.country].utc
  return Math.round(life.origin + day * dayMs + local * hourMs)
}

const common = (life: Life, at: number, user: string | null) => ({
  messageId: `seed-${life.company.id}-${life.moments.length}`,
  account: life.company.id,
  user,
  occurredAt: at,
  receivedAt: at,
})

type Happening = { name: string; properties: Properties; ask?: Ask }

export function addEvent(life: Life, at: number, user: Person, happening: Happening): void {
  const { name, properties, ask } = happening
  life.moments.push({
    input: { ...common(life, at, user.id), source: 'widget', kind: 'event', name, properties },
    ...(ask && { ask }),
  })
}

export function addReading(life: Life, at: number, meter: 'boards' | 'seats' | 'storage'): void {
  const used = {
    boards: life.boards,
    seats: life.people.length,
    storage: Math.round(life.storage.used * 100) / 100,
  }[meter]
  life.moments.push({
    input: {
      ...common(life, at, null),
      source: 'api',
      kind: 'meter',
      meter,
      used,
      limit: limitOf(life, meter),
      resetsAt: null,
    },
  })
}

export function addAccountTraits(life: Life, at: number, more: Traits = {}): void {
  const traits = {
    ...more,
    plan: life.plan,
    seats: life.seats,
    mrr: mrrOf(life.plan, life.seats),
  }
  life.moments.push({
    input: {
      ...common(life, at, null),
      source: 'api',
      kind: 'account_traits',
      traits,
    },
  })
}

export function addPerson(life: Life, at: number, person: Person): void {
  life.people.push(person)
  const { id, name, role, department, locale } = person
  life.moments.push({
    input: {
      ...common(life, at, id),
      user: id,
      source: 'api',
      kind: 'user_traits',
      traits: { name, role, department, locale },
    },
  })
}
