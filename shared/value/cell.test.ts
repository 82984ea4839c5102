import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardCell, unguardCell } from './cell.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['\tTeam', "'\tTeam"],
  ['＝1', "'＝1"],
  ["'=1", "''=1"],
  ['Team;=1+1;', "Team;'=1+1;"],
  ['Team\n=1+1', "Team\n'=1+1"],
  ['Team\t@x', "Team\t'@x"],
  ['Team', 'Team'],
  ['10 - 2 = 8; or +1', '10 - 2 = 8; or +1'],
  ["'Team'", "'Team'"],
  ['', ''],
])('%j is %j in a cell', (text, cell) => {
  expect(guardCell(text)).toBe(cell)
})

const sign = fc.constantFrom(...`=+-@;,'"\t\r\n＝ a1`)

test('wherever a spreadsheet cuts a cell, no piece of it begins like a formula', () => {
  fc.assert(
    fc.property(fc.array(sign), (signs) => {
      const pieces = guardCell(signs.join('')).split(/[;\t\r\n]/)
      expect(pieces.filter((one) => /^[=+\-@＝]/.test(one))).toEqual([])
    }),
  )
})

test('what was guarded is read as it was', () => {
  fc.assert(
    fc.property(fc.array(sign), (signs) => {
      const text = signs.join('')
      expect(unguardCell(guardCell(text))).toBe(text)
    }),
  )
})
