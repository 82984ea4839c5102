/** A condition on accounts alone: asked whoever is at hand, and when nobody is. It counts nothing. */
import { boundedCondition, type Condition } from './trigger.ts'

type Fault = { path: (string | number)[]; message: string }

export const accountCondition = boundedCondition.superRefine((root, context) => {
  for (const { path, message } of faultsOf(root, [])) {
    context.addIssue({ code: 'custom', path, message })
  }
})

function faultsOf(node: Condition, path: (string | number)[]): Fault[] {
  const each = (nodes: Condition[], group: string) =>
    nodes.flatMap((one, i) => faultsOf(one, [...path, group, i]))
  if ('all' in node) return each(node.all, 'all')
  if ('any' in node) return each(node.any, 'any')
  if ('not' in node) return faultsOf(node.not, [...path, 'not'])
  if ('trait' in node) {
    const message = 'Which accounts? Traits begin with "account."'
    return node.trait.startsWith('account.') ? [] : [{ path: [...path, 'trait'], message }]
  }
  const isAge = 'age' in node.measure && node.measure.age.of === 'account'
  const message = 'Accounts are chosen by traits and age; use a trigger to count'
  return isAge ? [] : [{ path: [...path, 'measure'], message }]
}
