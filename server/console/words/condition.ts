/** A condition as a sentence, for builders, for those that a form can't hold, and for comparing two. */
import { operandOf } from '../../../shared/definition/operand.ts'
import type {
  Condition,
  Measure,
  MeasureLeaf,
  Operator,
} from '../../../shared/definition/trigger.ts'
import { seenInWords } from '../../../shared/words/evidence.ts'
import {
  measureInWords,
  operatorInWords,
  unitOf,
  valueInWords,
} from '../../../shared/words/measure.ts'

export function conditionInWords(node: Condition): string {
  if ('all' in node) return joined(node.all, ' and ')
  if ('any' in node) return joined(node.any, ' or ')
  if ('not' in node) return `not (${conditionInWords(node.not)})`
  if ('measure' in node) return measuredInWords(node)
  const { operator, threshold } = operandOf(node)
  const fact = factInWords(node.trait)
  if (operator === 'exists') return `${fact} is ${threshold === false ? 'not known' : 'known'}`
  return `${fact} ${operatorInWords(operator)} ${plainValue(threshold)}`
}

function plainValue(value: Parameters<typeof valueInWords>[0]): string {
  if (Array.isArray(value)) return value.map(plainValue).join(', ')
  return value === null ? 'not known' : valueInWords(value).replace(/^“(.*)”$/, '$1') || '…'
}

/** "at least 3" of things that are counted. */
const amounts: Partial<Record<Operator, string>> = {
  gt: 'more than',
  gte: 'at least',
  lt: 'fewer than',
  lte: 'at most',
  eq: 'exactly',
}

const isCounted = (measure: Measure) =>
  'count' in measure || 'distinct' in measure || 'signals' in measure || 'newFeatures' in measure

function measuredInWords(leaf: MeasureLeaf): string {
  const { measure } = leaf
  const { operator, threshold } = operandOf(leaf)
  const what = measureInWords(measure)
  const amount = amounts[operator]
  if (operator === 'exists') return `${what}: ${threshold === false ? 'not known' : 'known'}`
  const value = seenInWords(unitOf(measure), threshold)
  if (amount && isCounted(measure)) {
    return `${amount} ${value} ${measureInWords(measure, threshold === 1)}`
  }
  return `${what} ${operatorInWords(operator)} ${value}`
}

function joined(nodes: readonly Condition[], word: string): string {
  const isGroup = (node: Condition) => 'all' in node || 'any' in node
  return nodes
    .map((node) => (isGroup(node) ? `(${conditionInWords(node)})` : conditionInWords(node)))
    .join(word)
}

const facts: Record<string, string> = {
  'page.path': 'the page’s path',
  'device.type': 'the device',
  locale: 'the language',
}

/** `account.plan` is "the account’s plan". */
export function factInWords(path: string): string {
  const dot = path.indexOf('.')
  // While it is written, nothing may stand there yet.
  const name = path.slice(dot + 1).replaceAll('_', ' ') || '…'
  return facts[path] ?? `the ${path.slice(0, dot)}’s ${name}`
}
