/** A fault as it is read beside its field: the API tells numbers as they are sent, fields show them in units. */
import type { Issue } from '../../../shared/protocol/error.ts'
import { type Limit, limitInWords } from '../../../shared/words/limit.ts'
import { numberInWords } from '../../../shared/words/number.ts'
import { durationInWords } from './time.ts'

/** Kept as shares of one, shown as percentages. */
const shares = /(^|\.)(holdout|experiment\.lift|value\.share)$/

export function issueInWords(issue: Issue): Issue {
  // Of a file that was sent: there stands what was sent.
  if (issue.line !== undefined) return issue
  const { path, message, limit } = issue
  return { ...issue, message: limit ? boundInWords(path, limit) : wordsOf(path, message) }
}

function boundInWords(path: string, limit: Limit): string {
  if (!shares.test(path)) return limitInWords(limit, numberInWords)
  return limitInWords(limit, (share) => `${numberInWords(share * 100)} %`)
}

/** How a thing is written helps whoever writes JSON; whoever looks at its field sees that it is empty, or what it is. */
const besideField: readonly [RegExp, string][] = [
  [/^At least 1 character$/, 'Fill this in'],
  [/^At least 1 entry$/, 'At least one is needed'],
  // A field that was emptied is sent as null.
  [/^(A number|A whole number|Text)(, not null)?$/, '$1 is needed'],
  [/^Its name: .*$/, 'This name can’t be used: letters, digits, spaces and . _ / - only'],
  [/^Expected a duration .*$/, 'How long? A whole number from 1'],
  [/^Expected account\.<trait>.*$/, 'Which trait?'],
]

function wordsOf(path: string, message: string): string {
  if (path === 'name' && message === 'At least 1 character') return 'A name is needed'
  const [pattern, words] = besideField.find(([one]) => one.test(message)) ?? []
  if (pattern && words) return message.replace(pattern, words)
  return message.replace(
    /^(At least|At most) (\d+[mhd])$/,
    (_, bound, time) => `${bound} ${durationInWords(time)}`,
  )
}
