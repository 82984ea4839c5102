/** What went wrong between the console and its server, and what helps. */
import type { Failure } from '../api.ts'
import { issueInWords } from './issue.ts'

export function failureInWords(failure: Failure): string {
  switch (failure.code) {
    case 'offline':
      return 'Brim can’t be reached. Check the connection; nothing you typed is lost.'
    case 'unauthenticated':
      return 'Please log in again.'
    case 'forbidden':
      return 'Your role in this workspace doesn’t allow that.'
    case 'second_factor_needed':
      return 'This workspace asks for a second factor: set one up first.'
    case 'rate_limited':
      return 'Too many attempts. Wait a moment, then try again.'
    case 'unavailable':
      return 'Brim is busy. Wait a moment, then look whether it was saved and try again.'
    case 'invalid':
      return refusedInWords(failure)
    default:
      return failure.message
  }
}

/** The envelope names the path as it was sent; whoever reads this sees the field, or what was done. */
function refusedInWords({ issues: [first], message }: Failure): string {
  if (!first || !message.startsWith('The request is not valid')) return message
  return issueInWords({ ...first, path: first.path.replace(/^body\./, '') }).message
}
