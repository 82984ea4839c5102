/** Comparisons, as in "seats used: 9, at least 8 wanted". */

import type { Operator } from '../definition/trigger.ts'
import type { FactValue } from '../event/event.ts'
import { numberInWords } from './number.ts'

const phrases: Record<Operator, string> = {
  eq: 'is',
  neq: 'is not',
  gt: 'more than',
  gte: 'at least',
  lt: 'less than',
  lte: 'at most',
  in: 'one of',
  not_in: 'none of',
  exists: 'is known',
  contains: 'contains',
}

/** All of them, without the schema library that their definition would bring into the page. */
export const operators = Object.keys(phrases) as Operator[]

export function valueInWords(value: FactValue | FactValue[] | undefined): string {
  if (value === null || value === undefined) return 'not known'
  if (Array.isArray(value)) return value.map((one) => valueInWords(one)).join(', ')
  if (typeof value === 'number') return numberInWords(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value
}

export function comparisonInWords(operator: Operator, threshold: FactValue | FactValue[]): string {
  if (operator === 'exists') return threshold === false ? 'is not known' : 'is known'
  return `${phrases[operator]} ${valueInWords(threshold)}`
}
