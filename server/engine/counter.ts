/**
 * What must be counted so that a trigger can be evaluated without reading history: kept per
 * subject, in buckets, and shared by every trigger that asks for the same.
 */

import { type Operand, operandOf } from '../../shared/definition/operand.ts'
import type { Measure, Where } from '../../shared/definition/trigger.ts'
import type { FactValue, Properties } from '../../shared/event/event.ts'
import { compileComparison } from './compare.ts'
import { type Window, windowOf } from './window.ts'

export type Subject = 'account' | 'user'

/** An event as counters and triggers see it. */
export type Happening = {
  name: string
  user: string | null
  properties: Properties
  occurredAt: number
  /** The department of its user, as known when it arrived; null where it was not. */
  department: string | null
}

export type Counter = {
  /** Equal for equal counting, whatever the trigger or the length of the window. */
  key: string
  event: string
  scope: Subject
  unitMs: number
  /**
   * `total` adds numbers up. `latest` keeps when each different value was last seen, which is all
   * that a window ending now needs. `members` keeps them bucket by bucket, for windows that end
   * earlier; `firsts` keeps besides when each was first seen.
   */
  keeps: 'total' | 'latest' | 'members' | 'firsts'
  /** Whether that depends on what the event's properties are. */
  readsProperties: boolean
  /** What it tells apart: `user`, `department`, `feature` or `property.…`; null where it adds up. */
  of: string | null
  /** The properties it reads: to compare them, or to add up or tell apart what they say. */
  properties: readonly PropertyRead[]
  /** What one event adds; `undefined` when it isn't counted. */
  take(happening: Happening): number | string | undefined
}

export type PropertyRead = { name: string; operand: Operand | null }

export type CountedMeasure = Extract<
  Measure,
  { count: unknown } | { sum: unknown } | { distinct: unknown }
>

/**
 * The counter behind a count, sum or distinct, and the window to read it with. `isCompared`: the
 * window before is read too.
 */
export function counterOf(
  measure: CountedMeasure,
  scope: Subject,
  isCompared = false,
): { counter: Counter; window: Window } {
  const spec =
    'count' in measure ? measure.count : 'sum' in measure ? measure.sum : measure.distinct
  const window = windowOf(spec.within)
  const matches = compileWhere(spec.where ?? {})
  const value = valueTaken(measure)
  const what =
    'count' in measure
      ? 'count'
      : 'sum' in measure
        ? `sum ${measure.sum.property}`
        : `distinct ${measure.distinct.of}`
  const keeps = 'distinct' in measure ? (isCompared ? 'members' : 'latest') : 'total'
  return {
    window,
    counter: {
      key: JSON.stringify([
        what,
        keeps,
        scope,
        window.unitMs,
        spec.event,
        canonical(spec.where ?? {}),
      ]),
      event: spec.event,
      scope,
      unitMs: window.unitMs,
      keeps,
      readsProperties: Object.keys(spec.where ?? {}).length > 0 || !isOfPerson(measure),
      of: 'distinct' in measure ? measure.distinct.of : null,
      properties: [
        ...Object.entries(spec.where ?? {}).map(([name, comparison]) => ({
          name,
          operand: operandOf(comparison),
        })),
        ...propertiesTaken(measure).map((name) => ({ name, operand: null })),
      ],
      take: (happening) => (matches(happening.properties) ? value(happening) : undefined),
    },
  }
}

/** The counter behind `newFeatures`: an account's features, how often used, and since when. */
export function featuresCounter(within: string): { counter: Counter; window: Window } {
  const window = windowOf(within)
  return {
    window,
    counter: {
      key: JSON.stringify(['features', 'account', window.unitMs]),
      event: 'feature_used',
      scope: 'account',
      unitMs: window.unitMs,
      keeps: 'firsts',
      readsProperties: true,
      of: 'feature',
      properties: [{ name: 'feature', operand: null }],
      take: ({ properties }) =>
        Object.hasOwn(properties, 'feature') ? member(properties.feature) : undefined,
    },
  }
}

/** Counting signals is counting the entries that firings leave in the log. */
export function signalsMeasure(spec: {
  trigger: string
  within: string
  of: 'user' | 'account'
}): CountedMeasure {
  const fired = {
    event: 'signal_fired',
    where: { trigger: { eq: spec.trigger } },
    within: spec.within,
  }
  return spec.of === 'account' ? { count: fired } : { distinct: { ...fired, of: 'user' } }
}

/** Counts events, or who did them. */
function isOfPerson(measure: CountedMeasure): boolean {
  return (
    'count' in measure ||
    ('distinct' in measure && ['user', 'department'].includes(measure.distinct.of))
  )
}

function propertiesTaken(measure: CountedMeasure): string[] {
  if ('sum' in measure) return [measure.sum.property]
  if (isOfPerson(measure) || !('distinct' in measure)) return []
  return [propertyOf(measure.distinct.of)]
}

/** The property that `distinct` tells apart. */
export function propertyOf(of: string): string {
  return of === 'feature' ? 'feature' : of.slice('property.'.length)
}

function valueTaken(
  measure: CountedMeasure,
): (happening: Happening) => number | string | undefined {
  if ('count' in measure) return () => 1
  if ('sum' in measure) {
    const { property } = measure.sum
    return ({ properties }) => {
      const value = Object.hasOwn(properties, property) ? properties[property] : undefined
      return typeof value === 'number' ? value : undefined
    }
  }
  const { of } = measure.distinct
  if (of === 'user') return ({ user }) => user ?? undefined
  if (of === 'department') return ({ department }) => department ?? undefined
  const property = propertyOf(of)
  return ({ properties }) =>
    Object.hasOwn(properties, property) ? member(properties[property]) : undefined
}

/** A value as a member of what is counted; `undefined` where it is none. */
export function member(value: FactValue | undefined): string | undefined {
  return value === undefined || value === null || Array.isArray(value) ? undefined : String(value)
}

export function compileWhere(where: Where): (properties: Properties) => boolean {
  const tests = Object.entries(where).map(([name, comparison]) =>
    compileComparison(operandOf(comparison), (properties: Properties) =>
      Object.hasOwn(properties, name) ? properties[name] : undefined,
    ),
  )
  return (properties) => tests.every((test) => test(properties) === true)
}

function canonical(where: Where): [string, unknown][] {
  return Object.entries(where).sort(([a], [b]) => (a < b ? -1 : 1))
}
