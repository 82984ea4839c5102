import { expect, test } from 'vitest'
import { issuesOf } from '../protocol/error.ts'
import { key } from './key.ts'

test.each([
  ['', /^A key is needed$/],
  ['No Capitals', /^Lower-case letters/],
  ['-first', /^Lower-case letters/],
  ['a'.repeat(65), /64 at most/],
])('of the key %j it is said what is wrong with it, and that once', (text, words) => {
  const issues = issuesOf(key.safeParse(text).error ?? expect.fail())
  expect(issues.map((one) => one.message)).toEqual([expect.stringMatching(words)])
})
