/** A pipeline in a worker thread, seen from the main thread. */
import { Worker } from 'node:worker_threads'
import type { LiveMessage } from '../../../shared/protocol/live.ts'
import { eachMethod } from '../methods.ts'
import { PipelineUnavailable } from '../pipeline.ts'
import type { PipelineThread } from './pool.ts'
import { type Call, gather, type Method, type Reply, type ThreadStart } from './thread-protocol.ts'

type Pending = { resolve(value: never): void; reject(error: unknown): void }

export type ThreadOptions = ThreadStart & {
  /** The thread has died: nothing can be written any more, and the process should end. */
  onDeath(error: Error): void
}

export function startPipelineThread({ onDeath, ...start }: ThreadOptions): PipelineThread {
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: start })
  const pending = new Map<number, Pending>()
  const listeners = new Set<(workspace: string, messages: LiveMessage[]) => void>()
  // After all sockets that have something to read have been read.
  const post = gather<Call>(setImmediate, (calls) => worker.postMessage(calls))
  let lastId = 0
  let isClosing = false

  const call =
    (method: Method) =>
    (...args: unknown[]) =>
      new Promise<never>((resolve, reject) => {
        const id = ++lastId
        pending.set(id, { resolve, reject })
        post({ id, method, args })
      })

  worker.on('message', (replies: Reply[]) => {
    for (const reply of replies) hear(reply)
  })

  const hear = (reply: Reply) => {
    if (reply.kind === 'committed') {
      for (const listener of listeners) listener(reply.workspace, reply.messages)
      return
    }
    const waiting = pending.get(reply.id)
    pending.delete(reply.id)
    if (reply.kind === 'done') waiting?.resolve(reply.value as never)
    else waiting?.reject(errorOf(reply))
  }

  const die = (error: Error) => {
    for (const waiting of pending.values()) {
      waiting.reject(new PipelineUnavailable('The pipeline has stopped', { cause: error }))
    }
    pending.clear()
    if (!isClosing) onDeath(error)
  }
  worker.on('error', die)
  worker.on('exit', (code) => die(new Error(`The pipeline's thread ended with code ${code}`)))

  return {
    ...eachMethod(call),
    ping: call('ping'),
    figures: call('figures'),
    onCommit: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      isClosing = true
      return call('close')()
    },
  }
}

function errorOf(reply: Extract<Reply, { kind: 'failed' }>): Error {
  if (reply.unavailable) return new PipelineUnavailable(reply.message)
  const error = new Error(reply.message)
  if (reply.stack) error.stack = reply.stack
  return error
}
