import { expect, test } from 'vitest'
import { comparison } from '../../../../shared/definition/nudge.ts'
import {
  blankComparison,
  kindOf,
  withCellKind,
  withHead,
  withNewRow,
  withoutRow,
  withRow,
  withRowRaised,
} from './comparison.ts'

const labels = (of: { rows: { label: string }[] } | undefined) => of?.rows.map((row) => row.label)
const three = comparison.parse({
  rows: ['a', 'b', 'c'].map((label) => ({ label, current: false, offered: true })),
})

test('rows are added, changed, raised and taken out, and the rest stays', () => {
  expect(labels(withNewRow(three))).toEqual(['a', 'b', 'c', ''])
  expect(withRow(three, 1, { offered: '10' }).rows[1]).toEqual({
    label: 'b',
    current: false,
    offered: '10',
  })
  expect(labels(withRowRaised(three, 2))).toEqual(['a', 'c', 'b'])
  expect(labels(withRowRaised(three, 0))).toEqual(['a', 'b', 'c'])
  expect(labels(withoutRow(three, 1))).toEqual(['a', 'c'])
  expect(labels(three)).toEqual(['a', 'b', 'c'])
})

test('without its last row there is no comparison', () => {
  expect(withoutRow(blankComparison, 0)).toBeUndefined()
})

test('a head without words is left out, so that the plan names itself', () => {
  const named = withHead(three, 'current', 'Today')
  expect(named).toEqual({ current: 'Today', rows: three.rows })
  expect(withHead(named, 'current', '')).toEqual({ rows: three.rows })
})

test.each([
  [true, 'yes'],
  [false, 'no'],
  ['', 'words'],
] as const)('the cell %j holds %s', (cell, kind) => {
  expect(kindOf(cell)).toBe(kind)
  expect(withCellKind(cell, kind)).toBe(cell)
})

test('a tick that becomes words begins with none', () => {
  expect(withCellKind(true, 'words')).toBe('')
  expect(withCellKind('3 boards', 'no')).toBe(false)
})
