/** Results counted in a worker thread, seen from the main thread. */
import { Worker } from 'node:worker_threads'
import type { Results } from '../../shared/results.ts'
import type { StoreLocation } from '../store/location.ts'
import type { ReadResults } from './reader.ts'
import type { Call, Reply, ThreadStart } from './thread-protocol.ts'

export type ResultsThread = { read: ReadResults; close(): Promise<void> }

type Waiting = { resolve(results: Results | undefined): void; reject(error: Error): void }

/**
 * The thread is started with the first question. When it dies, who waits is told and the next question
 * starts it anew.
 */
export function startResultsThread(location: StoreLocation): ResultsThread {
  const waiting = new Map<number, Waiting>()
  let thread: Worker | undefined
  let lastId = 0

  const open = (): Worker => {
    const workerData: ThreadStart = { location }
    const worker = new Worker(new URL('./results-worker.mjs', import.meta.url), { workerData })
    const die = (error: Error) => {
      if (thread !== worker) return
      thread = undefined
      for (const one of waiting.values()) one.reject(error)
      waiting.clear()
    }
    worker.on('message', (reply: Reply) => {
      const one = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (reply.kind === 'read') one?.resolve(reply.results)
      else one?.reject(errorOf(reply))
    })
    worker.on('error', die)
    worker.on('exit', (code) => die(new Error(`The thread of results ended with code ${code}`)))
    return worker
  }

  return {
    read: (workspace, question) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        thread ??= open()
        thread.postMessage({ id, workspace, question } satisfies Call)
      }),
    async close() {
      await thread?.terminate()
    },
  }
}

function errorOf({ message, stack }: Extract<Reply, { kind: 'failed' }>): Error {
  const error = new Error(message)
  if (stack) error.stack = stack
  return error
}
