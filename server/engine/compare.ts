/** One comparison of a fact with what the author asked for. */

import type { Operand } from '../../shared/definition/operand.ts'
import type { FactValue } from '../../shared/event/event.ts'

/** `undefined`: the fact is missing, so nothing can be said. */
export type Truth = boolean | undefined

/**
 * Tests what `read` finds. Reading and comparing are one closure, because it runs for every event
 * that a trigger listens to, and each call more is felt there.
 */
export function compileComparison<From>(
  { operator, threshold }: Operand,
  read: (from: From) => FactValue | undefined,
): (from: From) => Truth {
  const bound = Number(threshold)
  const members = new Set<unknown>(Array.isArray(threshold) ? threshold : [threshold])
  /** Of what is no number, no comparison with one holds. */
  const other = (value: FactValue | undefined) => (isMissing(value) ? undefined : false)
  switch (operator) {
    case 'eq':
      return (from) => {
        const value = read(from)
        return isMissing(value) ? undefined : value === threshold
      }
    case 'neq':
      return (from) => {
        const value = read(from)
        return isMissing(value) ? undefined : value !== threshold
      }
    case 'gt':
      return (from) => {
        const value = read(from)
        return typeof value === 'number' ? value > bound : other(value)
      }
    case 'gte':
      return (from) => {
        const value = read(from)
        return typeof value === 'number' ? value >= bound : other(value)
      }
    case 'lt':
      return (from) => {
        const value = read(from)
        return typeof value === 'number' ? value < bound : other(value)
      }
    case 'lte':
      return (from) => {
        const value = read(from)
        return typeof value === 'number' ? value <= bound : other(value)
      }
    case 'in':
      return (from) => {
        const value = read(from)
        return isMissing(value) ? undefined : members.has(value)
      }
    case 'not_in':
      return (from) => {
        const value = read(from)
        return isMissing(value) ? undefined : !members.has(value)
      }
    case 'exists':
      return (from) => isMissing(read(from)) !== threshold
    case 'contains':
      return (from) => {
        const value = read(from)
        if (Array.isArray(value)) return value.some((one) => one === threshold)
        return typeof value === 'string' ? value.includes(String(threshold)) : other(value)
      }
    default:
      return operator satisfies never
  }
}

function isMissing(value: FactValue | undefined): value is null | undefined {
  return value === undefined || value === null
}
