/** One visit of one person: what they look at, use, run into and ask. */

import type { Properties } from '../../../shared/event/event.ts'
import { minuteMs } from '../../../shared/value/duration.ts'
import type { Feature } from './archetypes.ts'
import { addEvent, addReading, type Life, limitOf } from './life.ts'
import type { Person } from './people.ts'

type Visit = { life: Life; person: Person; day: number; at: number }

const page = '/demo/'

/** Each step comes some minutes after the one before. */
const later = (visit: Visit) => {
  visit.at += Math.round(visit.life.random.between(0.4, 6) * minuteMs)
  return visit.at
}

const ask = (person: Person, placement: string) => ({ placement, page, locale: person.locale })

export function visit(life: Life, person: Person, day: number, at: number): void {
  const { random, archetype } = life
  const now: Visit = { life, person, day, at }
  addEvent(life, at, person, {
    name: 'page_viewed',
    properties: { path: page },
    ...(isWorthAsking(now) && { ask: ask(person, 'page') }),
  })
  const uses = 1 + random.poisson(1.7)
  for (let i = 0; i < uses; i++) useFeature(now, random.weighted(archetype.features))
  if (random.chance(archetype.wantsExport * eagerness(life))) wantExport(now)
  if (random.chance(archetype.wantsBoard)) wantBoard(now)
  if (random.chance(0.03) && person.role !== 'member') lookAtBilling(now)
  addFiles(now)
}

/** Every page asks; here only those do that may have an answer, or seeding would take minutes. */
function isWorthAsking({ life, person, day }: Visit): boolean {
  const days = life.timelineDays.get(person.id) ?? []
  return life.plan === 'free' && days.filter((one) => one > day - 7).length >= 4
}

/** Who exports reports once needs them again: those who hit the wall come back to it. */
const eagerness = (life: Life) => (life.hits.some((hit) => hit.feature === 'export') ? 2.2 : 1)

function useFeature(now: Visit, feature: Feature): void {
  const { life, person } = now
  const properties: Properties = { feature }
  if (feature === 'timeline') {
    properties.minutes = life.random.int(2, 14)
    life.timelineDays.set(person.id, [...(life.timelineDays.get(person.id) ?? []), now.day])
  }
  addEvent(life, later(now), person, { name: 'feature_used', properties })
  if (feature === 'timeline') wantWeeks(now)
}

/** Who looks at the timeline for the third time wants to see more of it. */
function wantWeeks({ life, person, at }: Visit): void {
  if (life.plan !== 'free' || life.timelineDays.get(person.id)?.length !== 3) return
  addEvent(life, at + 20_000, person, {
    name: 'paywall_hit',
    properties: { feature: 'timeline' },
    ask: ask(person, 'paywall:timeline'),
  })
}

export function hitPaywall(now: Visit, feature: 'export' | 'boards' | 'seats'): void {
  const { life, person, day } = now
  life.hits.push({ day, user: person.id, feature })
  addEvent(life, later(now), person, {
    name: 'paywall_hit',
    properties: { feature },
    ask: ask(person, `paywall:${feature}`),
  })
}

function wantExport(now: Visit): void {
  const { life, person } = now
  if (life.plan !== 'free') {
    addEvent(life, later(now), person, { name: 'feature_used', properties: { feature: 'export' } })
    return
  }
  const tries = life.random.chance(0.35) ? 2 : 1
  for (let i = 0; i < tries; i++) hitPaywall(now, 'export')
}

function wantBoard(now: Visit): void {
  const { life, person, day } = now
  const limit = limitOf(life, 'boards')
  if (limit !== null && life.boards >= limit) {
    hitPaywall(now, 'boards')
    return
  }
  life.boards++
  addEvent(life, later(now), person, { name: 'board_created', properties: {} })
  addReading(life, now.at, 'boards')
  if (limit !== null && life.boards >= limit) life.fullSince ??= day
}

function lookAtBilling(now: Visit): void {
  const { life, person } = now
  const properties = { path: `${page}#/billing` }
  addEvent(life, later(now), person, {
    name: 'page_viewed',
    properties,
    ask: ask(person, 'slot:billing'),
  })
}

/** A reading is sent when the number has moved by more than a twentieth of the limit. */
function addFiles({ life, at }: Visit): void {
  const limit = limitOf(life, 'storage')
  life.storage.used += life.archetype.gigabytes * life.random.between(0, 2)
  if (limit !== null) life.storage.used = Math.min(life.storage.used, limit)
  const step = limit === null ? 1 : limit / 20
  if (life.storage.used - life.storage.reported < step) return
  life.storage.reported = life.storage.used
  addReading(life, at, 'storage')
}
