/** A job in a thread of its own, seen from the main thread. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Refused } from './command.ts'
import type { Job } from './job.ts'
import type { Ask, Reply, ThreadStart } from './thread-protocol.ts'

export async function* runJobInThread(job: Job): AsyncGenerator<string> {
  const start: ThreadStart = { job }
  const worker = new Worker(new URL('./operate-worker.mjs', import.meta.url), { workerData: start })
  const died = once(worker, 'exit').then(([code]): Reply => {
    const message = `The thread of the job ended with code ${code}`
    return { kind: 'failed', refused: false, message, stack: undefined }
  })
  const broke = once(worker, 'error').then(([error]): never => {
    throw error
  })
  broke.catch(() => {})
  const ask = (what: Ask): Promise<Reply> => {
    const answered = once(worker, 'message').then(([reply]) => reply as Reply)
    worker.postMessage(what)
    return Promise.race([answered, died, broke])
  }
  let isOver = false
  try {
    while (!isOver) {
      const reply = await ask('more')
      isOver = reply.kind !== 'lines'
      if (reply.kind === 'lines') yield* reply.lines
      if (reply.kind === 'failed') throw errorOf(reply)
    }
  } finally {
    // Left in the middle: what it has begun is taken back first.
    if (!isOver) await ask('stop').catch(() => {})
    await worker.terminate()
  }
}

function errorOf(reply: Extract<Reply, { kind: 'failed' }>): Error {
  if (reply.refused) return new Refused(reply.message)
  const error = new Error(reply.message)
  if (reply.stack) error.stack = reply.stack
  return error
}
