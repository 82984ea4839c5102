import { expect, test } from 'vitest'
import { z } from 'zod'
import { duration } from '../../../shared/duration.ts'
import { issuesOf } from '../../../shared/error.ts'
import { traitPath } from '../../../shared/trigger.ts'
import { faultInWords } from './fault.ts'

const text = z.string().min(1).max(3)
const count = z.number().int().positive().max(9)

/** By the schemas themselves: what they say changes with their library. */
test.each([
  [text, '', 'Fill this in'],
  [text, 'long', 'At most 3 characters'],
  [z.array(text).min(1), [], 'At least one is needed'],
  [z.array(text).max(1), ['a', 'b'], 'At most 1'],
  [z.number().min(2), 1, 'At least 2'],
  [count, 0, 'More than 0'],
  [count, 10, 'At most 9'],
  [count, 1.5, 'A whole number is needed'],
  [count, Number.NaN, 'A number is needed'],
  [count, null, 'A number is needed'],
  [duration, 'd', 'How long? A whole number from 1'],
  [traitPath, 'account.', 'Which trait?'],
  [duration, '999d', 'At most 400 days'],
])('what a schema says is told in plain words (%#)', (schema, value, words) => {
  const read = schema.safeParse(value)
  expect(read.success ? [] : issuesOf(read.error).map((one) => faultInWords(one.message))).toEqual([
    words,
  ])
})
