/**
 * The thread in which history is read and counted again, on connections of its own: neither HTTP nor
 * commits wait for it.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openWorkspaceReader } from '../store/open.ts'
import { replaysHere } from './in-process.ts'
import type { Call, Reply, ThreadStart } from './thread-protocol.ts'

const { location } = workerData as ThreadStart
const run = replaysHere((id) => openWorkspaceReader(location, id))
const running = new Map<number, AbortController>()
const post = (reply: Reply) => parentPort?.postMessage(reply)

parentPort?.on('message', (call: Call) => {
  if (call.kind === 'start') void start(call)
  else running.get(call.id)?.abort()
})

async function start({ id, workspace, job }: Extract<Call, { kind: 'start' }>) {
  const abort = new AbortController()
  running.set(id, abort)
  try {
    for await (const message of run(workspace, job, abort.signal)) {
      post({ kind: 'said', id, message })
    }
    post({ kind: 'ended', id })
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    post({ kind: 'failed', id, message, stack })
  }
  running.delete(id)
}
