import { expect, test } from 'vitest'
import { duration } from './duration.ts'

test.each([
  ['soon', 'Expected a duration such as "30m", "24h" or "7d"'],
  ['0d', 'Expected a duration such as "30m", "24h" or "7d"'],
  ['401d', 'At most 400d'],
])('of %s one thing is said: %s', (text, message) => {
  const { error } = duration.safeParse(text)
  expect(error?.issues.map((issue) => issue.message)).toEqual([message])
})
