/** A worker thread that reads, seen from the main thread. */
import { Worker } from 'node:worker_threads'
import type { StoreLocation } from '../store/location.ts'
import type { Call, Reply, Run, ThreadStart } from './protocol.ts'

export type ReadThread<Job, Said> = { run: Run<Job, Said>; close(): Promise<void> }

type Listener<Said> = { hear(reply: Reply<Said>): void; fail(error: Error): void }

export type ReadThreadOptions = {
  /** The built file that serves it. */
  file: URL
  /** What it reads, for who reads the log. */
  of: string
  location: StoreLocation
}

/** A thread that has not ended after so long hangs. */
const patienceMs = 5_000

/**
 * The thread is started with the first job. When it dies, its jobs fail and the next one starts it
 * anew: nothing but they depends on it.
 */
export function startReadThread<Job, Said>(options: ReadThreadOptions): ReadThread<Job, Said> {
  const listeners = new Map<number, Listener<Said>>()
  let thread: Worker | undefined
  let lastId = 0

  const open = (): Worker => {
    const workerData: ThreadStart = { location: options.location }
    const worker = new Worker(options.file, { workerData })
    const die = (error: Error) => {
      if (thread !== worker) return
      thread = undefined
      for (const listener of listeners.values()) listener.fail(error)
      listeners.clear()
    }
    worker.on('message', (reply: Reply<Said>) => listeners.get(reply.id)?.hear(reply))
    worker.on('error', die)
    worker.on('exit', (code) =>
      die(new Error(`The thread of ${options.of} ended with code ${code}`)),
    )
    return worker
  }
  const post = (call: Call<Job>) => {
    thread ??= open()
    thread.postMessage(call)
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
        thread?.postMessage({ kind: 'cancel', id } satisfies Call<Job>)
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
      if (!thread) return
      const ending = thread
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      ending.postMessage({ kind: 'end' } satisfies Call<Job>)
      // Broken off within a call of the database, it would take the whole process with it.
      const late = setTimeout(() => void ending.terminate(), patienceMs)
      await ended
      clearTimeout(late)
    },
  }
}

function errorOf(reply: Extract<Reply<never>, { kind: 'failed' }>): Error {
  const error = new Error(reply.message)
  if (reply.stack) error.stack = reply.stack
  return error
}
