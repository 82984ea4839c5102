import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Piece, piecesOf } from './word-diff.ts'

const say = (pieces: readonly Piece[]) =>
  pieces
    .map(({ kind, text }) =>
      kind === 'gone' ? `[-${text}-]` : kind === 'new' ? `[+${text}+]` : text,
    )
    .join('')

test.each([
  ['Take it along', 'Take it along', 'Take it along'],
  ['Take it along', 'Take this along', 'Take [-it-][+this+] along'],
  ['Take it along', 'Bring this along', '[-Take it-][+Bring this+] along'],
  ['See the plans', 'See the new plans', 'See the [+new +]plans'],
  ['', 'New', '[+New+]'],
  ['Old', '', '[-Old-]'],
  ['ボードを書き出す', 'ボードを保存する', 'ボードを[-書き出す-][+保存する+]'],
])('%j to %j reads %j', (before, after, words) => {
  expect(say(piecesOf(before, after))).toBe(words)
})

const text = fc
  .array(fc.constantFrom('a', 'b', 'board', ' ', ', ', '。', '界', '\n'))
  .map((all) => all.join(''))

test('without what is new it is the old text, without what is gone the new one', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = piecesOf(before, after)
      const without = (kind: Piece['kind']) =>
        pieces.flatMap((piece) => (piece.kind === kind ? [] : piece.text)).join('')
      expect(without('new')).toBe(before)
      expect(without('gone')).toBe(after)
      expect(pieces.every((piece) => piece.text !== '')).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('a text of many thousand words is shown as replaced', () => {
  const long = 'word '.repeat(2000)
  expect(piecesOf(long, `${long}!`).map(({ kind }) => kind)).toEqual(['gone', 'new'])
})
