/** An audience as rows that a form can hold, and back. What is more complex has no rows. Pure. */
import type { Issue } from '../../../../shared/error.ts'
import type { Scalar } from '../../../../shared/event.ts'
import type { Comparison, Condition, Operator, TraitLeaf } from '../../../../shared/trigger.ts'
import { operators } from '../../../../shared/words/operator.ts'

export const places = ['account', 'user', 'page.path', 'device.type', 'locale'] as const
export type Place = (typeof places)[number]

/** `exists` is two choices: it has no value of its own. */
export type RowOperator = Exclude<Operator, 'exists'> | 'known' | 'unknown'
export type Value = Scalar | Scalar[]
export type Row = { place: Place; trait: string; operator: RowOperator; value: Value }
export type Join = 'all' | 'any'
export type Rows = { join: Join; rows: Row[] }

export const blankRow: Row = { place: 'account', trait: '', operator: 'eq', value: '' }

export const hasTrait = (place: Place) => place === 'account' || place === 'user'
export const hasValue = (operator: RowOperator) => operator !== 'known' && operator !== 'unknown'
export const isList = (operator: RowOperator) => operator === 'in' || operator === 'not_in'
const isNumeric = (operator: RowOperator) => /^[gl]te?$/.test(operator)

/** `null` where rows can't say it: groups within groups, negations, measures. */
export function rowsOf(condition: Condition | undefined): Rows | null {
  if (!condition) return { join: 'all', rows: [] }
  const join: Join = 'any' in condition ? 'any' : 'all'
  const leaves =
    'all' in condition ? condition.all : 'any' in condition ? condition.any : [condition]
  const rows = leaves.map(rowOf)
  return rows.every((row) => row !== null) ? { join, rows } : null
}

function rowOf(node: Condition): Row | null {
  if (!('trait' in node)) return null
  const operator = operators.find((one) => one in node)
  if (!operator) return null
  const place = places.find((one) => node.trait === one || node.trait.startsWith(`${one}.`))
  if (!place) return null
  const trait = hasTrait(place) ? node.trait.slice(place.length + 1) : ''
  const value = (node as unknown as Record<Operator, Value>)[operator]
  if (operator === 'exists') {
    return { place, trait, operator: value === false ? 'unknown' : 'known', value: '' }
  }
  return [value].flat().includes(null) ? null : { place, trait, operator, value }
}

/** No rows are no condition: everyone. */
export function conditionOf({ join, rows }: Rows): Condition | undefined {
  const leaves = rows.map(leafOf)
  if (leaves.length === 0) return undefined
  return join === 'any' ? { any: leaves } : { all: leaves }
}

function leafOf({ place, trait, operator, value }: Row): TraitLeaf {
  const path = hasTrait(place) ? `${place}.${trait}` : place
  if (!hasValue(operator)) return { trait: path, exists: operator === 'known' }
  return { trait: path, ...({ [operator]: value } as Comparison) }
}

/** A row with another operator keeps what was written, in the form that the operator takes. */
export function withOperator(row: Row, operator: RowOperator): Row {
  if (isList(operator) === isList(row.operator)) return { ...row, operator }
  const text = typeof row.value === 'string' ? row.value : textOf(row.value)
  return { ...row, operator, value: readValue(text, operator) }
}

/** Reads what is typed: numbers and yes or no as such, text in quotes as it stands. */
export function readValue(text: string, operator: RowOperator): Value {
  if (!isList(operator)) return readScalar(text.trim())
  const parts = text.match(/(?:"[^"]*"|[^,])+/g) ?? []
  return parts.map((part) => readScalar(part.trim())).filter((one) => one !== '')
}

function readScalar(text: string): Scalar {
  const quoted = /^"(.*)"$/s.exec(text)
  if (quoted) return quoted[1] ?? ''
  if (text === 'yes' || text === 'true') return true
  if (text === 'no' || text === 'false') return false
  return isNumber(text) ? Number(text) : text
}

const isNumber = (text: string) => /^-?\d{1,15}(\.\d+)?$/.test(text)

/** The text that reads as this value again. */
export function textOf(value: Value): string {
  if (Array.isArray(value)) return value.map(scalarText).join(', ')
  return scalarText(value)
}

function scalarText(value: Scalar): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'string') return String(value ?? '')
  const isOther = value !== '' && (readScalar(value) !== value || value.includes(','))
  return isOther ? `"${value}"` : value
}

/** What is missing in the rows, at the field where it is. */
export function audienceIssues(audience: Condition | undefined): Issue[] {
  const read = rowsOf(audience)
  return read?.rows.flatMap((row, at) => rowIssues(row, `audience.${read.join}.${at}`)) ?? []
}

function rowIssues({ place, trait, operator, value }: Row, path: string): Issue[] {
  const issues: Issue[] = []
  if (hasTrait(place) && trait.trim() === '') {
    issues.push({ path: `${path}.trait`, message: 'Which trait? Such as plan or role' })
  }
  if (!hasValue(operator)) return issues
  const isEmpty = Array.isArray(value) ? value.length === 0 : value === ''
  if (isEmpty) issues.push({ path: `${path}.value`, message: 'A value is needed' })
  else if (isNumeric(operator) && typeof value !== 'number') {
    issues.push({ path: `${path}.value`, message: 'A number is needed here' })
  }
  return issues
}
