/**
 * Ninety days of two hundred companies, as inputs in time order. Pure: the same `now`, seed and
 * size give the same history. `seed.ts` sends it.
 */
import { dayMs } from '../../shared/value/duration.ts'
import { archetypes } from './history/archetypes.ts'
import { readAll } from './history/conversion.ts'
import { liveThrough } from './history/day.ts'
import { addAccountTraits, addPerson, type Life, type Moment, timeOn } from './history/life.ts'
import { createCompany, createPerson } from './history/people.ts'
import { createRandom } from './random.ts'

export type HistoryOptions = { now: number; accounts?: number; days?: number; seed?: number }

export const usualSize = { accounts: 200, days: 90, seed: 20_260 } as const

export function createHistory(options: HistoryOptions): Moment[] {
  const { now, accounts, days, seed } = { ...usualSize, ...options }
  const origin = Math.floor(now / dayMs) * dayMs - days * dayMs
  const lives = Array.from({ length: accounts }, (_, index) => {
    const life = begin({ index, accounts, origin, seed })
    for (let day = Math.max(0, life.company.startsOn) + 1; day <= days; day++)
      liveThrough(life, day)
    return life
  })
  return lives
    .flatMap((life) => life.moments.toSorted((one, other) => timeOf(one) - timeOf(other)))
    .filter((moment) => timeOf(moment) <= now)
    .sort((one, other) => timeOf(one) - timeOf(other))
}

const timeOf = (moment: Moment) => moment.input.occurredAt

type Beginning = { index: number; accounts: number; origin: number; seed: number }

/** An account on the day it signs up, or as it was imported on the first day. */
function begin({ index, accounts, origin, seed }: Beginning): Life {
  const random = createRandom(seed, index)
  const company = createCompany(index, accounts, random)
  const archetype = archetypes[company.archetype]
  const isOld = company.startsOn < 0
  const people = random.int(...archetype.people)
  const life: Life = {
    company,
    archetype,
    random,
    origin,
    people: [],
    plan: archetype.plan,
    seats: archetype.plan === 'free' ? 5 : people + 1,
    boards: isOld ? random.int(1, archetype.plan === 'free' ? 3 : 14) : 1,
    storage: { used: isOld ? random.between(0.05, 0.6) : 0, reported: 0 },
    target: random.int(...archetype.grown),
    hits: [],
    asked: [],
    timelineDays: new Map(),
    fullSince: null,
    left: false,
    moments: [],
  }
  const at = isOld ? origin + index * 1000 : timeOn(life, company.startsOn, random.between(9, 16))
  const { name, industry, country, employees } = company
  addAccountTraits(life, at, { name, industry, country, employees })
  for (let place = 0; place < people; place++) {
    addPerson(life, at + place * 10, createPerson(company, place, random))
  }
  readAll(life, at + 900)
  return life
}
