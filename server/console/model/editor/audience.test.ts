import { expect, test } from 'vitest'
import { boundedCondition, type Condition } from '../../../../shared/definition/trigger.ts'
import {
  audienceIssues,
  blankRow,
  conditionOf,
  noRows,
  readValue,
  textOf,
  treeOf,
  withNode,
  withOperator,
  withPlace,
} from './audience.ts'

const plan: Condition = { trait: 'account.plan', eq: 'free' }
const role: Condition = { trait: 'user.role', in: ['owner', 'admin'] }

test.each<[string, Condition]>([
  ['all of several', { all: [plan, role, { trait: 'account.seats', gte: 5 }] }],
  ['any of several', { any: [plan, { trait: 'page.path', contains: '/pricing' }] }],
  [
    'a device and a locale',
    {
      all: [
        { trait: 'device.type', eq: 'phone' },
        { trait: 'locale', neq: 'de' },
      ],
    },
  ],
  [
    'what is known and what is not',
    {
      all: [
        { trait: 'user.role', exists: true },
        { trait: 'account.mrr', exists: false },
      ],
    },
  ],
  ['a group within a group', { all: [plan, { any: [role, { not: plan }] }] }],
  ['a negation', { not: plan }],
  ['none of several', { not: { any: [plan, role] } }],
  ['not all of several', { any: [{ not: { all: [plan, role] } }, role] }],
  ['a negation of a negation', { not: { not: plan } }],
  ['how long it is known', { all: [{ measure: { age: { of: 'account' } }, gte: 30 }] }],
  ['a trait with a dot in its name', { all: [{ trait: 'account.billing.country', eq: 'NO' }] }],
])('%s becomes rows and the same condition again', (_name, condition) => {
  const tree = treeOf(condition)
  expect(tree && conditionOf(tree)).toEqual(condition)
  expect(boundedCondition.safeParse(condition).success).toBe(true)
})

test('one leaf alone is one row', () => {
  expect(treeOf(role)).toEqual({
    kind: 'group',
    join: 'all',
    nodes: [
      { kind: 'row', place: 'user', trait: 'role', operator: 'in', value: ['owner', 'admin'] },
    ],
  })
})

test('no rows are no audience, and the other way round', () => {
  expect(treeOf(undefined)).toEqual(noRows)
  expect(conditionOf({ ...noRows, join: 'any' })).toBeUndefined()
})

test.each<[string, Condition]>([
  ['a measure', { all: [{ measure: { meter: { name: 'seats', read: 'ratio' } }, gte: 0.8 }] }],
  ['a comparison with nothing', { all: [{ trait: 'account.plan', eq: null }] }],
])('rows can’t say %s', (_name, condition) => {
  expect(treeOf(condition)).toBeNull()
})

test.each([
  ['free', 'free'],
  ['5', 5],
  ['-0.5', -0.5],
  ['yes', true],
  ['no', false],
  ['"5"', '5'],
  ['"yes"', 'yes'],
  ['1.2.3', '1.2.3'],
])('%s is read as what it is, and written so again', (text, value) => {
  expect(readValue(text, 'eq')).toBe(value)
  expect(textOf(value)).toBe(text)
})

test('a list is read between commas; a comma in quotes belongs to the text', () => {
  const list = ['owner', 7, 'Sales, North']
  expect(readValue('owner, 7, "Sales, North"', 'in')).toEqual(list)
  expect(textOf(list)).toBe('owner, 7, "Sales, North"')
  expect(readValue('owner,', 'in')).toEqual(['owner'])
})

test('another operator keeps what was written', () => {
  const row = { ...blankRow, trait: 'plan', value: 'free' }
  const many = withOperator(row, 'in')
  expect(many.value).toEqual(['free'])
  expect(withOperator(many, 'neq').value).toBe('free')
})

test('says at its field what a row lacks', () => {
  const audience = conditionOf({
    kind: 'group',
    join: 'any',
    nodes: [
      blankRow,
      { ...blankRow, trait: 'seats', operator: 'gte', value: 'many' },
      { ...blankRow, trait: 'plan', operator: 'known' },
      { ...blankRow, place: 'locale', operator: 'in', value: [] },
    ],
  })
  expect(audienceIssues(audience).map(({ path }) => path)).toEqual([
    'audience.any.0.trait',
    'audience.any.0.value',
    'audience.any.1.value',
    'audience.any.3.value',
  ])
})

test('a fault in a group within a group is named where issues of the server name it', () => {
  const inner = { kind: 'group', join: 'none', nodes: [blankRow, blankRow] } as const
  const tree = { ...noRows, nodes: [blankRow, { ...inner, nodes: [...inner.nodes] }] }
  const paths = audienceIssues(conditionOf(tree)).map(({ path }) => path)
  expect(paths).toContain('audience.all.0.trait')
  expect(paths).toContain('audience.all.1.not.any.1.value')
})

test('a group that has lost its last row is gone', () => {
  const inner = { kind: 'group' as const, join: 'any' as const, nodes: [blankRow] }
  const tree = { ...noRows, nodes: [blankRow, inner] }
  expect(withNode(tree, 1, withNode(inner, 0, undefined))).toEqual({ ...noRows, nodes: [blankRow] })
})

test('what is asked of an age is a number', () => {
  const row = withPlace({ ...blankRow, operator: 'contains' }, 'age.user')
  expect(row.operator).toBe('gte')
  const audience = conditionOf({ ...noRows, nodes: [{ ...row, value: 'long' }] })
  expect(audienceIssues(audience)).toEqual([
    { path: 'audience.all.0.value', message: 'A number is needed here' },
  ])
})
