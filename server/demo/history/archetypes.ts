/** The kinds of companies that use Tideboard, and how each of them tends to behave. */
import type { PlanKey } from '../catalogue/plans.ts'

export type ArchetypeKey = 'solo' | 'stalled' | 'growing' | 'power' | 'pilot' | 'customer'
export type Feature =
  | 'cards'
  | 'moves'
  | 'labels'
  | 'search'
  | 'templates'
  | 'timeline'
  | 'automations'
type Range = readonly [least: number, most: number]

export type Archetype = {
  /** Of two hundred accounts. */
  share: number
  plan: PlanKey
  /** The plan it takes when it converts, by weight. */
  converts: Partial<Record<PlanKey, number>>
  /** How likely it is to have signed up before the history begins. */
  old: number
  people: Range
  /** People once it pays. */
  grown: Range
  /** Invitations on a working day. */
  joins: number
  departments: Range
  /** Share of the people who come on a working day, by days since sign-up. */
  activity(day: number): number
  features: Partial<Record<Feature, number>>
  /** Per visit. */
  wantsExport: number
  wantsBoard: number
  gigabytes: number
  /** Support inquiries on a working day. */
  asks: number
  /** How readily it pays when it has reasons to. */
  appetite: number
}

const everyday = { cards: 10, moves: 12, labels: 4, search: 2 }

export const archetypes: Record<ArchetypeKey, Archetype> = {
  solo: {
    share: 60,
    plan: 'free',
    converts: { team: 1 },
    old: 0.45,
    people: [1, 2],
    grown: [2, 4],
    joins: 0.004,
    departments: [1, 1],
    activity: (day) => 0.18 + 0.25 * Math.exp(-day / 12),
    features: { cards: 10, moves: 10, labels: 2 },
    wantsExport: 0.02,
    wantsBoard: 0.06,
    gigabytes: 0.003,
    asks: 0.003,
    appetite: 0.35,
  },
  stalled: {
    share: 32,
    plan: 'free',
    converts: { team: 1 },
    old: 0.3,
    people: [2, 4],
    grown: [4, 6],
    joins: 0.01,
    departments: [1, 2],
    activity: (day) => 0.55 * Math.exp(-day / 14) + 0.01,
    features: everyday,
    wantsExport: 0.04,
    wantsBoard: 0.08,
    gigabytes: 0.006,
    asks: 0.006,
    appetite: 0.4,
  },
  growing: {
    share: 46,
    plan: 'free',
    converts: { team: 9, business: 1 },
    old: 0.35,
    people: [2, 3],
    grown: [8, 18],
    joins: 0.09,
    departments: [2, 4],
    activity: (day) => Math.min(0.62, 0.3 + day / 140),
    features: { ...everyday, templates: 2, timeline: 1.5 },
    wantsExport: 0.06,
    wantsBoard: 0.08,
    gigabytes: 0.01,
    asks: 0.012,
    appetite: 1,
  },
  power: {
    share: 20,
    plan: 'free',
    converts: { team: 8, business: 2 },
    old: 0.4,
    people: [3, 5],
    grown: [7, 14],
    joins: 0.03,
    departments: [1, 3],
    activity: () => 0.78,
    features: { ...everyday, templates: 4, timeline: 12 },
    wantsExport: 0.09,
    wantsBoard: 0.07,
    gigabytes: 0.014,
    asks: 0.014,
    appetite: 1.1,
  },
  pilot: {
    share: 10,
    plan: 'free',
    converts: { business: 8, team: 2 },
    old: 0,
    people: [3, 5],
    grown: [30, 60],
    joins: 0.16,
    departments: [3, 5],
    activity: (day) => (day < 35 ? 0.7 : 0.45),
    features: { ...everyday, templates: 3, timeline: 5 },
    wantsExport: 0.09,
    wantsBoard: 0.1,
    gigabytes: 0.02,
    asks: 0.06,
    appetite: 1.3,
  },
  customer: {
    share: 32,
    plan: 'team',
    converts: { business: 1 },
    old: 1,
    people: [7, 18],
    grown: [12, 30],
    joins: 0.05,
    departments: [2, 5],
    activity: () => 0.36,
    features: { ...everyday, templates: 2, timeline: 4, automations: 3 },
    wantsExport: 0.03,
    wantsBoard: 0.02,
    gigabytes: 0.02,
    asks: 0.01,
    appetite: 0.25,
  },
}

export const archetypeKeys = Object.keys(archetypes) as ArchetypeKey[]
