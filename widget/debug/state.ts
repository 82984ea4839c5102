/** How it goes, in one sentence, and what to do about it. */
import type { Inside } from './inside.ts'
import { hintOf, inTime } from './words.ts'

export type State = { tone: 'good' | 'waits' | 'bad'; title: string; hint?: string | undefined }

export function stateOf([, who, isAllowed, entries, , waitMs, problem]: Inside): State {
  if (!isAllowed) {
    return {
      tone: 'waits',
      title: 'Nothing is sent or shown',
      hint: 'Consent is not given (brim.consent), or the browser sends Global Privacy Control',
    }
  }
  if (problem)
    return { tone: 'bad', title: problem.message || problem.code, hint: hintOf(problem.code) }
  if (!who) {
    return {
      tone: 'waits',
      title: 'Nobody is here yet',
      hint: 'Call brim.identify({ user: { id } }), or set data-user on the script',
    }
  }
  if (waitMs > 0) {
    return {
      tone: 'bad',
      title: `Brim did not answer; the next try is in ${inTime(waitMs)}`,
      hint: `${entries.length} items wait and are not lost`,
    }
  }
  return { tone: 'good', title: 'All is well' }
}
