import { expect, test } from 'vitest'
import { boundedCondition, type Condition } from '../../../../shared/trigger.ts'
import {
  audienceIssues,
  blankRow,
  conditionOf,
  readValue,
  rowsOf,
  textOf,
  withOperator,
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
  ['a trait with a dot in its name', { all: [{ trait: 'account.billing.country', eq: 'NO' }] }],
])('%s becomes rows and the same condition again', (_name, condition) => {
  const rows = rowsOf(condition)
  expect(rows && conditionOf(rows)).toEqual(condition)
  expect(boundedCondition.safeParse(condition).success).toBe(true)
})

test('one leaf alone is one row', () => {
  expect(rowsOf(role)).toEqual({
    join: 'all',
    rows: [{ place: 'user', trait: 'role', operator: 'in', value: ['owner', 'admin'] }],
  })
})

test('no rows are no audience, and the other way round', () => {
  expect(rowsOf(undefined)).toEqual({ join: 'all', rows: [] })
  expect(conditionOf({ join: 'any', rows: [] })).toBeUndefined()
})

test.each<[string, Condition]>([
  ['a group within a group', { all: [plan, { any: [role] }] }],
  ['a negation', { not: plan }],
  ['a measure', { all: [{ measure: { meter: { name: 'seats', read: 'ratio' } }, gte: 0.8 }] }],
  ['a comparison with nothing', { all: [{ trait: 'account.plan', eq: null }] }],
])('rows can’t say %s', (_name, condition) => {
  expect(rowsOf(condition)).toBeNull()
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
    join: 'any',
    rows: [
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
