/** Rules of fit, as people read them: `employees at least 50`. */

import type { FitRule } from '../account/readiness.ts'
import { operandOf } from '../definition/operand.ts'
import { comparisonInWords } from './operator.ts'

/** Of the account. */
export const traitName = ({ when }: Pick<FitRule, 'when'>) => when.trait.slice('account.'.length)

export function fitInWords(rule: Pick<FitRule, 'when'>): string {
  const { operator, threshold } = operandOf(rule.when)
  return `${traitName(rule).replaceAll('_', ' ')} ${comparisonInWords(operator, threshold)}`
}
