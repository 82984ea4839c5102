/** Results as the HTTP side sees them: a few at a time, and the same question once. */
import type { Results } from '../../shared/results.ts'
import type { Question } from './read.ts'

/** Here or in the thread. `undefined` where the nudge that is asked about is not there. */
export type ReadResults = (workspace: string, question: Question) => Promise<Results | undefined>

export type ResultsReader = {
  /** `busy` where too many wait already. */
  read(workspace: string, question: Question): Promise<Results | undefined | 'busy'>
}

/** They share one thread. */
const mostAtOnce = 20

export function createResultsReader(read: ReadResults): ResultsReader {
  const running = new Map<string, Promise<Results | undefined>>()
  return {
    async read(workspace, question) {
      // `now` is but told: who asks in the same moment gets the same answer.
      const name = JSON.stringify([workspace, { ...question, now: 0 }])
      const known = running.get(name)
      if (known) return known
      if (running.size >= mostAtOnce) return 'busy'
      const made = read(workspace, question)
      running.set(name, made)
      try {
        return await made
      } finally {
        running.delete(name)
      }
    },
  }
}
