import { expect, test } from 'vitest'
import { failureInWords } from './failure.ts'

const empty = { path: 'body.name', message: 'At least 1 character' }

test.each([
  ['The request is not valid: name: At least 1 character', [empty], 'A name is needed'],
  ['The request is not valid', [], 'The request is not valid'],
  ['It is live: archive it instead', [empty], 'It is live: archive it instead'],
])('“%s” with %j is told as “%s”', (message, issues, words) => {
  expect(failureInWords({ code: 'invalid', message, issues })).toBe(words)
})
