/** Which leaf a sweep turns, and the trigger with other thresholds there. */

import { operandOf } from '../../../shared/definition/operand.ts'
import type { Condition, Operator, Trigger } from '../../../shared/definition/trigger.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import { leavesOf } from '../leaves.ts'

const turned = ['gt', 'gte', 'lt', 'lte'] as const
type Turned = (typeof turned)[number]

export type SweptLeaf = {
  path: string
  operator: Turned
  /** What the author has written. */
  threshold: number
  /** Whether a higher threshold makes the trigger fire less. */
  isHigherStricter: boolean
}

export function sweptLeaf(trigger: Trigger, path: string): SweptLeaf | Issue {
  const found = leavesOf(trigger.when, 'when').find((one) => one.path === path)
  if (!found) return { path: 'sweep.path', message: `There is no leaf at "${path}"` }
  const { operator, threshold } = operandOf(found.leaf)
  if (!isTurned(operator)) {
    const message = `The leaf at "${path}" has no number to turn: it takes one of ${turned.join(', ')}`
    return { path: 'sweep.path', message }
  }
  const isRising = operator === 'gt' || operator === 'gte'
  const negations = path.split('.').filter((part) => part === 'not').length
  return {
    path,
    operator,
    threshold: Number(threshold),
    isHigherStricter: isRising === (negations % 2 === 0),
  }
}

function isTurned(operator: Operator): operator is Turned {
  return turned.some((one) => one === operator)
}

/** The same trigger with another threshold at that leaf. */
export function withThreshold(trigger: Trigger, leaf: SweptLeaf, value: number): Trigger {
  const [, ...steps] = leaf.path.split('.')
  return { ...trigger, when: replaced(trigger.when, steps, { [leaf.operator]: value }) }
}

function replaced(node: Condition, steps: readonly string[], operand: object): Condition {
  const [group, ...rest] = steps
  if (group === undefined) return { ...node, ...operand } as Condition
  if ('not' in node) return { not: replaced(node.not, rest, operand) }
  const [place, ...deeper] = rest
  const each = (nodes: Condition[]) =>
    nodes.map((one, i) => (i === Number(place) ? replaced(one, deeper, operand) : one))
  if ('all' in node) return { all: each(node.all) }
  return 'any' in node ? { any: each(node.any) } : node
}
