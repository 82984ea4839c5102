/**
 * How a lock that somebody else holds (a backup, a replication tool) is waited for: about a second, in
 * many short tries. SQLite's own wait blocks the thread, and with it every other database that the
 * thread serves; so it is hardly used, and the pauses between the tries are left to others.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { faultOf } from './fault.ts'

/** How long one try may block its thread, in ms: enough for somebody who is just committing. */
export const busyTimeoutMs = 5
const pausesMs = [5, 10, 20, 40, 80, 120, 160, 160, 160, 160, 160]

/** `run` leaves nothing behind where it fails, so that it can be run again. */
export async function untilFree<T>(run: () => Promise<T>): Promise<T> {
  for (const ms of pausesMs) {
    try {
      return await run()
    } catch (error) {
      if (faultOf(error) !== 'busy') throw error
      await wait(ms)
    }
  }
  return run()
}
