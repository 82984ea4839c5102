/** The one operator of a leaf, and what it compares with. */
import type { FactValue } from '../event/event.ts'
import { type Comparison, type Operator, operators } from './trigger.ts'

export type Operand = { operator: Operator; threshold: FactValue }

export function operandOf(leaf: Comparison): Operand {
  const operator = operators.find((one) => one in leaf)
  if (!operator) throw new Error('A leaf without an operator passed the schema')
  return { operator, threshold: (leaf as Record<string, FactValue>)[operator] ?? null }
}
