/** One comparison of a fact with what the author asked for. */
import type { FactValue } from '../../shared/event.ts'
import { type Comparison, type Operator, operators } from '../../shared/trigger.ts'

/** `undefined`: the fact is missing, so nothing can be said. */
export type Truth = boolean | undefined

export type Compare = {
  operator: Operator
  threshold: FactValue
  test(value: FactValue | undefined): Truth
}

/** Reads the one operator of a leaf and closes over its operand. */
export function compileComparison(leaf: Comparison): Compare {
  const operator = operators.find((one) => one in leaf)
  if (!operator) throw new Error('A leaf without an operator passed the schema')
  const threshold = (leaf as Record<string, FactValue>)[operator] ?? null
  const test = testOf(operator, threshold)
  if (operator === 'exists') return { operator, threshold, test }
  return {
    operator,
    threshold,
    test: (value) => (value === undefined || value === null ? undefined : test(value)),
  }
}

function testOf(
  operator: Operator,
  threshold: FactValue,
): (value: FactValue | undefined) => boolean {
  switch (operator) {
    case 'eq':
      return (value) => value === threshold
    case 'neq':
      return (value) => value !== threshold
    case 'gt':
      return numeric((value) => value > Number(threshold))
    case 'gte':
      return numeric((value) => value >= Number(threshold))
    case 'lt':
      return numeric((value) => value < Number(threshold))
    case 'lte':
      return numeric((value) => value <= Number(threshold))
    case 'in':
      return isIn(threshold)
    case 'not_in': {
      const test = isIn(threshold)
      return (value) => !test(value)
    }
    case 'exists':
      return (value) => (value !== undefined && value !== null) === threshold
    case 'contains':
      return (value) => {
        if (Array.isArray(value)) return value.some((one) => one === threshold)
        return typeof value === 'string' && value.includes(String(threshold))
      }
    default:
      return operator satisfies never
  }
}

function numeric(test: (value: number) => boolean) {
  return (value: FactValue | undefined) => typeof value === 'number' && test(value)
}

function isIn(threshold: FactValue) {
  const wanted: ReadonlySet<unknown> = new Set(Array.isArray(threshold) ? threshold : [threshold])
  return (value: FactValue | undefined) => wanted.has(value)
}
