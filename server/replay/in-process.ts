/** Replays in this thread: the worker's heart, and what tests use. */
import type { Store } from '../store/open.ts'
import type { RunReplay } from './replayer.ts'
import { runReplay } from './run.ts'

/** `open` makes a connection for one run; it is closed after it. */
export function replaysHere(open: (workspace: string) => Promise<Store>): RunReplay {
  return async function* (workspace, job, signal) {
    const store = await open(workspace)
    try {
      for await (const message of runReplay(store, job)) {
        if (signal.aborted) return
        yield message
      }
    } finally {
      store.close()
    }
  }
}
