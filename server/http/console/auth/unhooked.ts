/**
 * better-auth hands its context on by AsyncLocalStorage. On Node 20 the first use of one turns hooks
 * on around every promise of the process, for good, and a fifth of what each request costs from then
 * on is theirs. So they are off again whenever none of its calls runs.
 */
import {
  getCurrentAuthContextAsyncLocalStorage,
  getCurrentDBAdapterAsyncLocalStorage,
  getRequestStateAsyncLocalStorage,
} from '@better-auth/core/context'

export type Unhooked = <T>(run: () => Promise<T>) => Promise<T>

/** Runs calls of better-auth. All of a process share its storages, and so they share this too. */
export const unhooked: Unhooked = async (run) => {
  running++
  try {
    return await run()
  } finally {
    running--
    const storages = await Promise.all([
      getCurrentAuthContextAsyncLocalStorage(),
      getCurrentDBAdapterAsyncLocalStorage(),
      getRequestStateAsyncLocalStorage(),
    ])
    // Another call may have begun meanwhile.
    if (running === 0) for (const storage of storages) storage.disable()
  }
}

let running = 0
