/** Who there is: companies, and the people in them. */
import type { Random } from '../random.ts'
import { type ArchetypeKey, archetypeKeys, archetypes } from './archetypes.ts'
import {
  type Country,
  companyFirst,
  companyLast,
  countries,
  countryWeights,
  departments,
  familyNames,
  givenNames,
  industries,
} from './names.ts'

export type Person = {
  id: string
  name: string
  role: 'owner' | 'admin' | 'member'
  department: string
  locale: string
}

export type Company = {
  id: string
  name: string
  archetype: ArchetypeKey
  industry: string
  country: Country
  employees: number
  departments: string[]
  /** Day of the sign-up; below zero: before the history begins. */
  startsOn: number
}

const slug = (text: string) => text.toLowerCase().replaceAll(' ', '-')

/** Exactly as many of each archetype as its share says, whatever the seed. */
function archetypeOf(index: number, total: number): ArchetypeKey {
  const at =
    ((index + 0.5) / total) * archetypeKeys.reduce((sum, k) => sum + archetypes[k].share, 0)
  let passed = 0
  const found = archetypeKeys.find((key) => {
    passed += archetypes[key].share
    return at < passed
  })
  return found ?? 'solo'
}

/** Later sign-ups would not be watched for long enough to mean anything. */
const latestStart = 70

export function createCompany(index: number, total: number, random: Random): Company {
  const key = archetypeOf(index, total)
  const archetype = archetypes[key]
  const first = companyFirst[(index * 7) % companyFirst.length] as string
  const last = companyLast[Math.floor(index / companyFirst.length + index) % companyLast.length]
  const name = `${first} ${last}`
  const pool = [...departments]
  const kinds = random.int(...archetype.departments)
  return {
    id: slug(name),
    name,
    archetype: key,
    industry: random.pick(industries),
    country: random.weighted(countryWeights),
    employees: Math.round(random.between(...archetype.grown) * random.between(1.2, 9)),
    departments: Array.from(
      { length: kinds },
      () => pool.splice(random.int(0, pool.length - 1), 1)[0] as string,
    ),
    startsOn: random.chance(archetype.old) ? -random.int(20, 200) : random.int(0, latestStart),
  }
}

/** The `place`th person of a company. Those who come first decide. */
export function createPerson(company: Company, place: number, random: Random): Person {
  const name = `${random.pick(givenNames)} ${random.pick(familyNames)}`
  const role = place === 0 ? 'owner' : random.chance(place < 4 ? 0.3 : 0.08) ? 'admin' : 'member'
  return {
    id: `${company.id}-${place + 1}`,
    name,
    role,
    department: company.departments[
      place === 0 ? 0 : random.int(0, company.departments.length - 1)
    ] as string,
    locale: countries[company.country].locale,
  }
}
