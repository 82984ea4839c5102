/** Checkpoints in a thread of their own, seen from the thread that writes. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** A database is copied at most so often: pages that many commits change are copied once. */
const everyMs = 500

export type Checkpoints = {
  /** Something was committed there. */
  committed(path: string): void
  close(): Promise<void>
}

/** It begins with the first commit to a file. */
export function checkpointsInThread(now: () => number): Checkpoints {
  let worker: Worker | undefined
  const start = () => {
    const started = new Worker(new URL('./checkpoint-worker.mjs', import.meta.url))
    // Nothing is lost without it: writers look after their logs when these have grown long.
    started.on('error', () => {})
    started.unref()
    return started
  }
  return {
    committed: throttle((path) => {
      worker ??= start()
      worker.postMessage(path)
    }, now),
    async close() {
      if (!worker) return
      const exited = once(worker, 'exit')
      worker.postMessage(null)
      await exited
    },
  }
}

/** Lets each path through at most once in a while. `now` never goes back. */
export function throttle(run: (path: string) => void, now: () => number) {
  const runAt = new Map<string, number>()
  return (path: string) => {
    const at = now()
    if (at - (runAt.get(path) ?? Number.NEGATIVE_INFINITY) < everyMs) return
    runAt.set(path, at)
    run(path)
  }
}
