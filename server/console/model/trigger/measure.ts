/** The kinds of what a leaf may measure, and going from one to another without losing what fits. Pure. */
import type {
  Comparison,
  Condition,
  Measure,
  MeasureLeaf,
  Operator,
  TraitLeaf,
  Where,
} from '../../../../shared/definition/trigger.ts'

export const measureKinds = [
  'count',
  'distinct',
  'sum',
  'growth',
  'meter',
  'newFeatures',
  'signals',
  'age',
  'trial',
] as const
export type MeasureKind = (typeof measureKinds)[number]

export type Leaf = MeasureLeaf | TraitLeaf
export const isLeaf = (node: Condition): node is Leaf => 'measure' in node || 'trait' in node

export function kindOf(measure: Measure): MeasureKind {
  const kind = measureKinds.find((one) => one in measure)
  if (!kind) throw new Error('A measure of no kind passed the schema')
  return kind
}

export type Counted = Extract<
  Measure,
  { count: unknown } | { sum: unknown } | { distinct: unknown }
>
export type EventSpec = { event: string; where?: Where | undefined; within: string }

/** The events that it looks at; undefined where it looks at none. */
export function eventsOf(measure: Measure): EventSpec | undefined {
  if ('count' in measure) return measure.count
  if ('sum' in measure) return measure.sum
  if ('distinct' in measure) return measure.distinct
  return 'growth' in measure ? eventsOf(measure.growth.of) : undefined
}

/** The same measure of other events. */
export function ofEvents(measure: Measure, change: Partial<EventSpec>): Measure {
  if ('count' in measure) return { count: specWith(measure.count, change) }
  if ('sum' in measure) return { sum: specWith(measure.sum, change) }
  if ('distinct' in measure) return { distinct: specWith(measure.distinct, change) }
  if (!('growth' in measure)) return measure
  const { of, minBase } = measure.growth
  return { growth: { of: ofEvents(of, change) as Counted, minBase } }
}

/** Without conditions there is no `where`. */
function specWith<S extends EventSpec>(spec: S, change: Partial<EventSpec>): S {
  const { where, ...rest } = { ...spec, ...change }
  return { ...rest, ...(where && Object.keys(where).length > 0 && { where }) } as S
}

/** Of another kind, with the events that the one before looked at. */
export function asKind(measure: Measure, kind: MeasureKind): Measure {
  const { event = 'paywall_hit', where, within = '7d' } = eventsOf(measure) ?? {}
  const events = { event, ...(where && { where }), within }
  switch (kind) {
    case 'count':
      return { count: events }
    case 'sum':
      return { sum: { ...events, property: '' } }
    case 'distinct':
      return { distinct: { ...events, of: 'user' } }
    case 'growth':
      return { growth: { of: isCounted(measure) ? measure : { count: events }, minBase: 10 } }
    case 'meter':
      return { meter: { name: '', read: 'ratio' } }
    case 'newFeatures':
      return { newFeatures: { baseline: '30d', within: '14d', minUses: 3 } }
    case 'signals':
      return { signals: { trigger: '', within: '30d', of: 'user' } }
    case 'age':
      return { age: { of: 'account' } }
    case 'trial':
      return { trial: { read: 'daysLeft' } }
    default:
      return kind satisfies never
  }
}

export const isCounted = (measure: Measure): measure is Counted =>
  'count' in measure || 'sum' in measure || 'distinct' in measure

/** What one begins with, as each is mostly used. */
export const usualComparison: Record<MeasureKind, Comparison> = {
  count: { gte: 3 },
  distinct: { gte: 2 },
  sum: { gte: 100 },
  growth: { gte: 50 },
  meter: { gte: 0.8 },
  newFeatures: { gte: 2 },
  signals: { gte: 2 },
  age: { gte: 14 },
  trial: { lte: 3 },
}

export const newLeaf = (kind: MeasureKind = 'count'): MeasureLeaf => ({
  measure: asKind({ count: { event: 'paywall_hit', within: '7d' } }, kind),
  ...usualComparison[kind],
})

/** Comparisons that make sense of numbers, the usual one first. */
export const numberOperators = ['gte', 'gt', 'lte', 'lt', 'eq', 'neq'] as const satisfies Operator[]

/** The one number that a leaf compares with; undefined where it compares otherwise. */
export function thresholdOf(leaf: Comparison): { operator: Operator; value: number } | undefined {
  for (const operator of ['gte', 'gt', 'lte', 'lt'] as const) {
    const value = (leaf as Partial<Record<Operator, unknown>>)[operator]
    if (typeof value === 'number') return { operator, value }
  }
  return undefined
}

/** The leaf with another operator or value, and no trace of the one before. */
export function compared(leaf: Leaf, comparison: Comparison): Leaf {
  return 'measure' in leaf
    ? { measure: leaf.measure, ...comparison }
    : { trait: leaf.trait, ...comparison }
}
