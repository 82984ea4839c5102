/** The thread of one job. Says no more than it is asked for, so that a slow reader costs no memory. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refused } from './command.ts'
import { runJob } from './job.ts'
import type { Ask, Reply, ThreadStart } from './thread-protocol.ts'

/** Characters in one message, about. */
const messageLength = 256 * 1024

const { job } = workerData as ThreadStart
const lines = runJob(job, () => Date.now())
const post = (reply: Reply) => parentPort?.postMessage(reply)

async function next(): Promise<Reply> {
  const some: string[] = []
  let length = 0
  while (length < messageLength) {
    const { done, value } = await lines.next()
    if (done) return some.length > 0 ? { kind: 'lines', lines: some } : { kind: 'end' }
    some.push(value)
    length += value.length
    // What tells of progress is told at once.
    if (job.kind === 'backup') break
  }
  return { kind: 'lines', lines: some }
}

/** What a query's error is about, without the query's parameters. */
function rootOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(typeof error)
  return error.cause instanceof Error ? rootOf(error.cause) : error
}

parentPort?.on('message', async (ask: Ask) => {
  try {
    if (ask === 'stop') await lines.return(undefined)
    post(ask === 'stop' ? { kind: 'end' } : await next())
  } catch (error) {
    const { message, stack } = rootOf(error)
    post({ kind: 'failed', refused: error instanceof Refused, message, stack })
  }
})
