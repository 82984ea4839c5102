/** Replays in a worker thread, seen from the main thread. */
import { Worker } from 'node:worker_threads'
import type { StoreLocation } from '../store/location.ts'
import type { RunReplay, Said } from './replayer.ts'
import type { Call, Reply, ThreadStart } from './thread-protocol.ts'

export type ReplayThread = { run: RunReplay; close(): Promise<void> }

type Listener = { hear(reply: Reply): void; fail(error: Error): void }

/**
 * The thread is started with the first replay. When it dies, its replays fail and the next one starts
 * it anew: nothing but they depends on it.
 */
export function startReplayThread(location: StoreLocation): ReplayThread {
  const listeners = new Map<number, Listener>()
  let thread: Worker | undefined
  let lastId = 0

  const post = (call: Call) => {
    thread ??= open()
    thread.postMessage(call)
  }
  const open = (): Worker => {
    const start: ThreadStart = { location }
    const worker = new Worker(new URL('./replay-worker.mjs', import.meta.url), {
      workerData: start,
    })
    const die = (error: Error) => {
      if (thread !== worker) return
      thread = undefined
      for (const listener of listeners.values()) listener.fail(error)
      listeners.clear()
    }
    worker.on('message', (reply: Reply) => listeners.get(reply.id)?.hear(reply))
    worker.on('error', die)
    worker.on('exit', (code) => die(new Error(`The thread of replays ended with code ${code}`)))
    return worker
  }

  return {
    async *run(workspace, job, signal) {
      const id = ++lastId
      const heard: Said[] = []
      let isOver = false
      let fault: Error | undefined
      let wake = () => {}
      const end = (error?: Error) => {
        isOver = true
        fault = error
        wake()
      }
      const cancel = () => {
        thread?.postMessage({ kind: 'cancel', id } satisfies Call)
        end()
      }
      listeners.set(id, {
        fail: end,
        hear(reply) {
          if (reply.kind === 'said') heard.push(reply.message)
          else end(reply.kind === 'failed' ? errorOf(reply) : undefined)
          wake()
        },
      })
      signal.addEventListener('abort', cancel)
      try {
        post({ kind: 'start', id, workspace, job })
        if (signal.aborted) cancel()
        while (!isOver || heard.length > 0) {
          yield* heard.splice(0)
          if (isOver || heard.length > 0) continue
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
        if (fault) throw fault
      } finally {
        signal.removeEventListener('abort', cancel)
        listeners.delete(id)
        if (!isOver) cancel()
      }
    },
    async close() {
      await thread?.terminate()
    },
  }
}

function errorOf(reply: Extract<Reply, { kind: 'failed' }>): Error {
  const error = new Error(reply.message)
  if (reply.stack) error.stack = reply.stack
  return error
}
