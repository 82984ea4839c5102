/** An audience as rows and groups of rows that a form can hold, and back. Pure. */

import type { Comparison, Condition, Operator } from '../../../../shared/definition/trigger.ts'
import type { Scalar } from '../../../../shared/event/event.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { operators } from '../../../../shared/words/operator.ts'

export const places = [
  'account',
  'user',
  'page.path',
  'device.type',
  'locale',
  'age.account',
  'age.user',
] as const
/** `age`: days since it was first seen. */
export type Place = (typeof places)[number]

/** `exists` is two choices: it has no value of its own. */
export type RowOperator = Exclude<Operator, 'exists'> | 'known' | 'unknown'
export type Value = Scalar | Scalar[]
export type Row = { kind: 'row'; place: Place; trait: string; operator: RowOperator; value: Value }
export const joins = ['all', 'any', 'none', 'not_all'] as const
export type Join = (typeof joins)[number]
export type Group = { kind: 'group'; join: Join; nodes: Node[] }
export type Node = Row | Group

export const blankRow: Row = {
  kind: 'row',
  place: 'account',
  trait: '',
  operator: 'eq',
  value: '',
}
export const noRows: Group = { kind: 'group', join: 'all', nodes: [] }

/** What the language takes: leaves in all, and groups within groups. */
export const mostRows = 32
export const deepest = 6

export const hasTrait = (place: Place) => place === 'account' || place === 'user'
export const hasValue = (operator: RowOperator) => operator !== 'known' && operator !== 'unknown'
export const isList = (operator: RowOperator) => operator === 'in' || operator === 'not_in'
const isNumeric = (operator: RowOperator) => /^[gl]te?$/.test(operator)
export const isAge = (place: Place) => place === 'age.account' || place === 'age.user'

/** Ages are numbers that are always known. */
export function takesOperator(place: Place, operator: RowOperator): boolean {
  return !isAge(place) || isNumeric(operator) || operator === 'eq'
}

/** `null` where rows can't say it: a comparison with nothing, or a measure that audiences don't read. */
export function treeOf(condition: Condition | undefined): Group | null {
  if (!condition) return noRows
  const node = nodeOf(condition)
  return node?.kind === 'row' ? { kind: 'group', join: 'all', nodes: [node] } : node
}

function nodeOf(condition: Condition): Node | null {
  if ('all' in condition) return groupOf('all', condition.all)
  if ('any' in condition) return groupOf('any', condition.any)
  if (!('not' in condition)) return rowOf(condition)
  const { not } = condition
  if ('all' in not) return groupOf('not_all', not.all)
  return groupOf('none', 'any' in not ? not.any : [not])
}

function groupOf(join: Join, conditions: readonly Condition[]): Group | null {
  const nodes = conditions.map(nodeOf)
  return nodes.every((node) => node !== null) ? { kind: 'group', join, nodes } : null
}

function rowOf(leaf: Condition): Row | null {
  const operator = operators.find((one) => one in leaf)
  const where = placeIn(leaf)
  if (!operator || !where) return null
  const value = (leaf as unknown as Record<Operator, Value>)[operator]
  if (operator === 'exists') {
    const isKnown = value !== false
    return { kind: 'row', ...where, operator: isKnown ? 'known' : 'unknown', value: '' }
  }
  return [value].flat().includes(null) ? null : { kind: 'row', ...where, operator, value }
}

function placeIn(leaf: Condition): Pick<Row, 'place' | 'trait'> | null {
  if ('measure' in leaf) {
    return 'age' in leaf.measure ? { place: `age.${leaf.measure.age.of}`, trait: '' } : null
  }
  if (!('trait' in leaf)) return null
  const place = places.find((one) => leaf.trait === one || leaf.trait.startsWith(`${one}.`))
  if (!place) return null
  return { place, trait: hasTrait(place) ? leaf.trait.slice(place.length + 1) : '' }
}

/** No rows are no condition: everyone. */
export function conditionOf({ join, nodes }: Group): Condition | undefined {
  const conditions = nodes.flatMap((node) =>
    node.kind === 'row' ? leafOf(node) : (conditionOf(node) ?? []),
  )
  const [first] = conditions
  if (!first) return undefined
  switch (join) {
    case 'all':
      return { all: conditions }
    case 'any':
      return { any: conditions }
    case 'none':
      return { not: conditions.length === 1 ? first : { any: conditions } }
    case 'not_all':
      return { not: { all: conditions } }
    default:
      return join satisfies never
  }
}

function leafOf({ place, trait, operator, value }: Row): Condition {
  const comparison = hasValue(operator)
    ? ({ [operator]: value } as Comparison)
    : { exists: operator === 'known' }
  if (place === 'age.account') return { measure: { age: { of: 'account' } }, ...comparison }
  if (place === 'age.user') return { measure: { age: { of: 'user' } }, ...comparison }
  return { trait: hasTrait(place) ? `${place}.${trait}` : place, ...comparison }
}

/** Where issues name the node at a place of a group that they name by `path`. */
export function pathIn({ join, nodes }: Group, path: string, at: number): string {
  if (join === 'none') return nodes.length === 1 ? `${path}.not` : `${path}.not.any.${at}`
  return join === 'not_all' ? `${path}.not.all.${at}` : `${path}.${join}.${at}`
}

export function rowsIn(node: Node): number {
  return node.kind === 'row' ? 1 : node.nodes.reduce((sum, one) => sum + rowsIn(one), 0)
}

/** The group with another node in the place; without one where there is none. Empty groups fall away. */
export function withNode(group: Group, at: number, node: Node | undefined): Group {
  const nodes = group.nodes.flatMap((one, place) => (place === at ? (node ?? []) : one))
  return { ...group, nodes: nodes.filter((one) => one.kind === 'row' || one.nodes.length > 0) }
}

/** A row that asks of something else keeps what fits there; of ages one asks whether they are enough. */
export function withPlace(row: Row, place: Place): Row {
  const isNewAge = isAge(place) && !isAge(row.place)
  return isNewAge ? { ...row, place, operator: 'gte' } : { ...row, place }
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
  const tree = treeOf(audience)
  return tree ? groupIssues(tree, 'audience') : []
}

function groupIssues(group: Group, path: string): Issue[] {
  return group.nodes.flatMap((node, at) => {
    const place = pathIn(group, path, at)
    return node.kind === 'row' ? rowIssues(node, place) : groupIssues(node, place)
  })
}

function rowIssues({ place, trait, operator, value }: Row, path: string): Issue[] {
  const issues: Issue[] = []
  if (hasTrait(place) && trait.trim() === '') {
    issues.push({ path: `${path}.trait`, message: 'Which trait? Such as plan or role' })
  }
  if (!hasValue(operator)) return issues
  const isEmpty = Array.isArray(value) ? value.length === 0 : value === ''
  if (isEmpty) issues.push({ path: `${path}.value`, message: 'A value is needed' })
  else if ((isNumeric(operator) || isAge(place)) && typeof value !== 'number') {
    issues.push({ path: `${path}.value`, message: 'A number is needed here' })
  }
  return issues
}
