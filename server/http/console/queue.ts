/** Runs slow work one at a time, and refuses it when too much is waiting. */
import { ApiError } from '../answer/api-error.ts'

export type Queue = {
  <T>(run: () => Promise<T>): Promise<T>
  /** Refuses now what would be refused then. */
  demandRoom(): void
}

export function createQueue(mostWaiting: number): Queue {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  const demandRoom = () => {
    if (waiting < mostWaiting) return
    throw new ApiError('rate_limited', 'Too many at once', { retryAfterS: 2 })
  }
  const queue = <T>(run: () => Promise<T>): Promise<T> => {
    demandRoom()
    waiting++
    const mine = last.then(run, run)
    last = mine
    return mine.finally(() => waiting--)
  }
  return Object.assign(queue, { demandRoom })
}
