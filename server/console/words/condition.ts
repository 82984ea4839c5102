/** A condition as a sentence, for those that a form can't hold and for comparing two. */
import type { FactValue } from '../../../shared/event.ts'
import type { Condition, Measure, TrialRead } from '../../../shared/trigger.ts'
import { comparisonInWords, operators } from '../../../shared/words/operator.ts'
import { plain } from '../../../shared/words/reason.ts'
import { durationInWords } from './time.ts'

export function conditionInWords(node: Condition): string {
  if ('all' in node) return joined(node.all, ' and ')
  if ('any' in node) return joined(node.any, ' or ')
  if ('not' in node) return `not (${conditionInWords(node.not)})`
  const what = 'trait' in node ? factInWords(node.trait) : measureInWords(node.measure)
  const operator = operators.find((one) => one in node) ?? 'exists'
  const value = (node as unknown as Record<string, FactValue>)[operator] ?? null
  return `${what} ${comparisonInWords(operator, value)}`
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
  const name = path.slice(dot + 1).replaceAll('_', ' ')
  return facts[path] ?? `the ${path.slice(0, dot)}’s ${name}`
}

const trialReads: Record<TrialRead, string> = {
  daysLeft: 'days left of the trial',
  daysSinceStart: 'days since the trial started',
}

function measureInWords(measure: Measure): string {
  if ('count' in measure) {
    return `times of “${plain(measure.count.event)}” in ${durationInWords(measure.count.within)}`
  }
  if ('meter' in measure) return `usage of ${measure.meter.name} (${plain(measure.meter.read)})`
  if ('trial' in measure) return trialReads[measure.trial.read]
  if ('age' in measure) return `days since the ${measure.age.of} was first seen`
  return `a measure of usage (${plain(Object.keys(measure)[0] ?? '')})`
}
