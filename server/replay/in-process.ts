/** Replays in this thread: the worker's heart, and what tests use. */
import type { CreateFold } from '../engine/replay/types.ts'
import type { Store } from '../store/open.ts'
import type { RunReplay } from './replayer.ts'
import { runReplay } from './run.ts'

export type ReplaysOptions = {
  /** A connection for one run; closed after it. */
  open(workspace: string): Promise<Store>
  createFold: CreateFold
}

export function replaysHere({ open, createFold }: ReplaysOptions): RunReplay {
  return async function* (workspace, job, signal) {
    const store = await open(workspace)
    try {
      for await (const message of runReplay(store, job, createFold)) {
        if (signal.aborted) return
        yield message
      }
    } finally {
      store.close()
    }
  }
}
