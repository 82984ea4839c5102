/** Runs slow work one at a time, and refuses it when too much is waiting: nobody has all of the room. */
import { createShares } from '../../overload/shares.ts'
import { ApiError } from '../answer/api-error.ts'

export type Queue = {
  /** `holder`: whose room it takes. */
  <T>(holder: string, run: () => Promise<T>): Promise<T>
  /** Refuses now what would be refused then. */
  demandRoom(holder: string): void
}

export function createQueue(mostWaiting: number): Queue {
  const room = createShares(mostWaiting)
  let last: Promise<unknown> = Promise.resolve()
  const tooMany = () => new ApiError('rate_limited', 'Too many at once', { retryAfterS: 2 })
  const demandRoom = (holder: string) => {
    if (!room.fits(holder, 1)) throw tooMany()
  }
  const queue = <T>(holder: string, run: () => Promise<T>): Promise<T> => {
    if (!room.take(holder, 1)) throw tooMany()
    const mine = last.then(run, run)
    last = mine
    return mine.finally(() => room.give(holder, 1))
  }
  return Object.assign(queue, { demandRoom })
}
