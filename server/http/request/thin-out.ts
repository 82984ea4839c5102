/**
 * An item of a batch may have a thousand values that are no facts. One is enough to refuse it, and each
 * takes its time to be told of: few of them are left in it for the schema, which refuses it all the same.
 */
import { isStorableFact } from '../../../shared/event/event.ts'

const mostLeft = 10

/** `left`: how many values are left out. */
export function thinOut(item: unknown): { item: unknown; left: number } {
  const facts = factsOf(item)
  if (!facts) return { item, left: 0 }
  const strange = Object.keys(facts).filter((name) => !isStorableFact(facts[name]))
  const out = new Set(strange.slice(mostLeft))
  if (out.size === 0) return { item, left: 0 }
  const properties = Object.fromEntries(Object.entries(facts).filter(([name]) => !out.has(name)))
  return { item: { ...(item as object), properties }, left: out.size }
}

function factsOf(item: unknown): Record<string, unknown> | undefined {
  if (typeof item !== 'object' || item === null || !('properties' in item)) return undefined
  const { properties } = item
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return
  return properties as Record<string, unknown>
}
