/** Replays in this thread: the worker's heart, and what tests use. */
import type { Store } from '../store/open.ts'
import { runForecast } from './forecast/run.ts'
import { readEnds } from './log.ts'
import { createLogMemory, type ReadLog } from './log-memory.ts'
import { runDryRun } from './play/run.ts'
import type { AskedJob, RunReplay, Said } from './replayer.ts'
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
      for await (const message of run(store, job, memory.of(workspace))) {
        if (signal.aborted) return
        yield message
      }
    } finally {
      store.close()
    }
  }
}

function run(store: Store, job: AskedJob, readLog: ReadLog): AsyncGenerator<Said> {
  if ('nudge' in job) return runForecast(store, job)
  return 'play' in job ? runDryRun(store, job, readLog) : runReplay(store, job, readLog)
}
