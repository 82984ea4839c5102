/** Conditions on the properties of events as rows that a form can hold, and back. Pure. */
import type { Comparison, Operator, Where } from '../../../../shared/definition/trigger.ts'
import { operators } from '../../../../shared/words/operator.ts'
import { hasValue, type RowOperator, type Value } from '../editor/audience.ts'

export type WhereRow = { property: string; operator: RowOperator; value: Value }

export const blankWhere: WhereRow = { property: '', operator: 'eq', value: '' }

export function whereRows(where: Where | undefined): WhereRow[] {
  return Object.entries(where ?? {}).map(([property, comparison]) => {
    const operator = operators.find((one) => one in comparison) ?? 'eq'
    const value = (comparison as unknown as Record<Operator, Value>)[operator]
    if (operator !== 'exists') return { property, operator, value }
    return { property, operator: value === false ? 'unknown' : 'known', value: '' }
  })
}

/** Of two rows about one property the later counts: the language asks one thing of each. */
export function whereOf(rows: readonly WhereRow[]): Where {
  return Object.fromEntries(rows.map((row) => [row.property, comparisonOf(row)]))
}

export function comparisonOf({ operator, value }: Omit<WhereRow, 'property'>): Comparison {
  return hasValue(operator)
    ? ({ [operator]: value } as Comparison)
    : { exists: operator === 'known' }
}
