import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseWithLines } from './parse.ts'

test('reads what JSON.parse reads, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value, null, 2)
      if (text.includes('"__proto__"')) return
      expect(parseWithLines(text)).toMatchObject({ kind: 'parsed', value: JSON.parse(text) })
    }),
  )
})

test('refuses what JSON.parse refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ntue1-.e \n') }), (text) => {
      const isJson = (() => {
        try {
          JSON.parse(text)
          return true
        } catch {
          return false
        }
      })()
      const { kind } = parseWithLines(text)
      if (kind === 'parsed') expect(isJson, text).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['{\n  "a": 1,\n}', 3, 'A comma before "}"'],
  ['{\n  "a": 1,\n  "a": 2\n}', 3, '"a" stands here twice'],
  ['{\n "a": 1e999 }', 2, 'This number is too large'],
  ['{\n\n "a" 1 }', 3, 'Expected ":" after "a", found "1"'],
  ['{"__proto__": 1}', 1, 'The name "__proto__" is reserved'],
  ['', 1, 'Expected a value, found the end of the file'],
  ['{"a": 1}\n{', 2, 'Expected the end of the file, found "{"'],
  ['{"a": "x\n"}', 1, 'A text that does not end, or with a sign in it that has to be escaped'],
  ['['.repeat(80), 1, 'Nested more than 50 levels deep'],
  [`[${'1,'.repeat(200_000)}1]`, 1, 'More than 200000 values: no definitions have as many'],
])('%j is refused at line %i', (text, line, message) => {
  expect(parseWithLines(text)).toEqual({ kind: 'malformed', line, message })
})

test('says on which line a value stands and, where it is missing, what should have had it', () => {
  const parsed = parseWithLines('{\n  "a": {\n    "b": [\n      1,\n      2\n    ]\n  }\n}')
  if (parsed.kind !== 'parsed') throw new Error(parsed.message)
  expect(
    ['a', 'a.b', 'a.b.0', 'a.b.1', 'a.c', ''].map((path) => parsed.lineOf(path.split('.'))),
  ).toEqual([2, 3, 4, 5, 2, 1])
})

test('half of a surrogate pair becomes what can be stored', () => {
  expect(parseWithLines('"a\\ud800b"')).toMatchObject({ value: 'a\uFFFDb' })
})
