/**
 * Writes that are answered with a secret, this once. What is kept of the answer, for whoever sends the
 * write again, is sealed: it stands in the database for a day, and in every backup of that day.
 */
import type { Sealer } from '../../seal.ts'
import { placeOfAnswer } from '../../store/workspace/queries/answers.ts'
import { ApiError } from '../answer/api-error.ts'

const withSecret = /^\/v1\/(sources|destinations)(\/[^/]+\/rotate)?$/

export function tellsSecret(method: string, path: string): boolean {
  return method.toUpperCase() === 'POST' && withSecret.test(path)
}

export type KeptAnswers = {
  /** As the body of an answer is kept, and as it was. */
  close(body: string): string
  open(kept: string): string
}

/** `key`: under which it is kept. */
export function answersSealedBy(sealer: Sealer, workspace: string, key: string): KeptAnswers {
  const place = placeOfAnswer(workspace, key)
  return {
    close: (body) => sealer.seal(body, place),
    open(kept) {
      // Kept before answers were sealed: JSON is never taken for what a sealer makes.
      if (kept.startsWith('{')) return kept
      try {
        return sealer.open(kept, place)
      } catch (error) {
        if (!(error instanceof Error && error.name === 'SealError')) throw error
        const message = 'It was done; what was answered can’t be read under this BRIM_SECRET'
        throw new ApiError('conflict', message)
      }
    },
  }
}

/** Where nothing is told that everybody with the key may not read. */
export const answersAsTheyAre: KeptAnswers = { close: (body) => body, open: (kept) => kept }
