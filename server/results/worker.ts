/** The thread in which results are counted, on connections of its own: nobody else waits for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { openWorkspaceReader } from '../store/open.ts'
import { resultsHere } from './in-process.ts'
import type { Call, Reply, ThreadStart } from './thread-protocol.ts'

const { location } = workerData as ThreadStart
const read = resultsHere((id) => openWorkspaceReader(location, id))
const post = (reply: Reply) => parentPort?.postMessage(reply)

parentPort?.on('message', async ({ id, workspace, question }: Call) => {
  try {
    post({ kind: 'read', id, results: await read(workspace, question) })
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    post({ kind: 'failed', id, message, stack })
  }
})
