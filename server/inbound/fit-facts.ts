/**
 * Facts of a tool as Brim keeps them: flat, of a bounded size. What is nested is flattened with dots
 * (`company.id`); what does not fit is left out by name, and does not cost the rest.
 */

import { type FactValue, factValue, type Properties } from '../../shared/event/event.ts'
import { hasControlCharacter, isUnsafeName } from '../../shared/value/key.ts'
import { type Foreign, isRecord } from './message.ts'

export type Fitted = { facts: Properties; leftOut: string[] }

const mostNames = 100
const longestName = 64
const deepest = 5
/** Of what is left out, so many are named. */
const mostNamed = 20

/** `first`: what is kept before all else, where it is there. */
export function fitFacts(facts: Foreign, first: readonly string[] = []): Fitted {
  const kept = new Map<string, FactValue>()
  const leftOut: string[] = []
  for (const [name, value] of leavesOf(inFront(facts, first), '', 0)) {
    if (kept.size < mostNames && isKeepable(name, value)) kept.set(name, value)
    else if (leftOut.length < mostNamed) leftOut.push(name.slice(0, longestName))
  }
  return { facts: Object.fromEntries(kept), leftOut }
}

function inFront(facts: Foreign, first: readonly string[]): Foreign {
  const there = first.filter((name) => Object.hasOwn(facts, name))
  if (there.length === 0) return facts
  return { ...Object.fromEntries(there.map((name) => [name, facts[name]])), ...facts }
}

/** The values at the ends of what is nested, by their dotted names. */
export function* leavesOf(
  facts: Foreign,
  prefix: string,
  depth: number,
): Generator<[string, unknown]> {
  for (const [name, value] of Object.entries(facts)) {
    const path = prefix + name
    if (isRecord(value) && depth < deepest) yield* leavesOf(value, `${path}.`, depth + 1)
    else if (value !== undefined) yield [path, value]
  }
}

function isKeepable(name: string, value: unknown): value is FactValue {
  if (name === '' || name.length > longestName || hasControlCharacter(name)) return false
  if (name.split('.').some(isUnsafeName)) return false
  return isPlain(value) || factValue.safeParse(value).success
}

/** What most are, told without the schema, which costs more than all else here. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 2_048
  if (typeof value === 'number') return Math.abs(value) <= 1e100
  return typeof value === 'boolean' || value === null
}

/** What a dotted name leads to: the name itself where there is such a one, else what is nested. */
export function factAt(facts: Foreign, name: string): unknown {
  if (Object.hasOwn(facts, name)) return facts[name]
  let at: unknown = facts
  for (const part of name.split('.')) {
    if (!isRecord(at) || !Object.hasOwn(at, part)) return undefined
    at = at[part]
  }
  return at
}
