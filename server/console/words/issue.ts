/** A fault as it is read beside its field: the API tells numbers as they are sent, fields show them in units. */
import type { Issue } from '../../../shared/error.ts'
import { type Limit, limitInWords } from '../../../shared/words/limit.ts'
import { numberInWords } from '../../../shared/words/number.ts'
import { durationInWords } from './time.ts'

/** Kept as shares of one, shown as percentages. */
const shares = /(^|\.)(holdout|experiment\.lift|value\.share)$/

export function issueInWords(issue: Issue): Issue {
  // Of a file that was sent: there stands what was sent.
  if (issue.line !== undefined) return issue
  const { path, message, limit } = issue
  return { ...issue, message: limit ? boundInWords(path, limit) : wordsOf(message) }
}

function boundInWords(path: string, limit: Limit): string {
  if (!shares.test(path)) return limitInWords(limit, numberInWords)
  return limitInWords(limit, (share) => `${numberInWords(share * 100)} %`)
}

function wordsOf(message: string): string {
  if (message.startsWith('Expected a duration')) return 'A whole number from 1 on'
  return (
    message
      .replace(
        /^(At least|At most) (\d+[mhd])$/,
        (_, bound, time) => `${bound} ${durationInWords(time)}`,
      )
      // A field that was emptied is sent as null.
      .replace(/^(A number|A whole number|Text)(, not null)?$/, '$1 is needed')
  )
}
