/** Replays in this thread: the worker's heart, and what tests use. */
import type { Store } from '../store/open.ts'
import { runForecast } from './forecast/run.ts'
import { readEnds } from './log.ts'
import { createLogMemory } from './log-memory.ts'
import type { RunReplay } from './replayer.ts'
import { runReplay } from './run.ts'

/** `open` makes a connection for one run; it is closed after it. */
export function replaysHere(open: (workspace: string) => Promise<Store>): RunReplay {
  const memory = createLogMemory({
    elapsed: () => performance.now(),
    later: (run, ms) => void setTimeout(run, ms).unref(),
  })
  return async function* (workspace, job, signal) {
    const store = await open(workspace)
    try {
      if ('warm' in job) return void (await readEnds(store.client))
      const messages =
        'nudge' in job ? runForecast(store, job) : runReplay(store, job, memory.of(workspace))
      for await (const message of messages) {
        if (signal.aborted) return
        yield message
      }
    } finally {
      store.close()
    }
  }
}
