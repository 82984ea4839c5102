/** Results as the HTTP side sees them: a few at a time, and the same question once. */
import type { Results } from '../../shared/results/results.ts'
import { bound } from '../thread/bound.ts'
import type { Ask } from '../thread/protocol.ts'
import type { Question } from './read.ts'

/** Here or in the thread. `undefined` where the nudge that is asked about is not there. */
export type ReadResults = Ask<Question, Results | undefined>

/** `busy` where too many wait already. */
export type AskResults = Ask<Question, Results | undefined | 'busy'>

export function shareResults(read: ReadResults): AskResults {
  const running = new Map<string, ReturnType<AskResults>>()
  const ask = bound(read)
  return async (workspace, question) => {
    // `now` is but told: who asks in the same moment gets the same answer.
    const name = JSON.stringify([workspace, { ...question, now: 0 }])
    const known = running.get(name)
    if (known) return known
    const made = ask(workspace, question)
    running.set(name, made)
    try {
      return await made
    } finally {
      running.delete(name)
    }
  }
}
