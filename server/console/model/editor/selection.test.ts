import { expect, test } from 'vitest'
import { type Edit, insertLink, insertVariable, toggleMark } from './selection.ts'

/** The text after an edit, with the selection in brackets. */
function show(text: string, { from, to, insert, start, end }: Edit) {
  const next = text.slice(0, from) + insert + text.slice(to)
  return `${next.slice(0, start)}‹${next.slice(start, end)}›${next.slice(end)}`
}

test.each([
  ['more room', 5, 9, '**', 'more **‹room›**'],
  ['more **room**', 7, 11, '**', 'more ‹room›'],
  ['more *room*', 6, 10, '*', 'more ‹room›'],
  ['more **room**', 7, 11, '*', 'more ***‹room›***'],
  ['more ***room***', 8, 12, '*', 'more **‹room›**'],
  ['', 0, 0, '**', '**‹›**'],
])('toggles a mark in %s', (text, start, end, mark, shown) => {
  expect(show(text, toggleMark(text, start, end, mark))).toBe(shown)
})

test('a link asks for its address next', () => {
  expect(show('see plans', insertLink('see plans', 4, 9))).toBe('see [plans](‹https://›)')
})

test('a variable comes with the words that stand in for it', () => {
  expect(show('Hi ', insertVariable(3, 3, 'user.name', 'there'))).toBe('Hi {{user.name|there}}‹›')
  expect(show('Hi ', insertVariable(3, 3, 'user.name', ''))).toBe('Hi {{user.name}}‹›')
})
