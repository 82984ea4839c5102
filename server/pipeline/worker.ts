/**
 * The thread in which every workspace is written. Database calls block the thread they run on; here
 * they block neither HTTP nor the console.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { newId } from '../store/new-id.ts'
import { openWorkspaceStore } from '../store/open.ts'
import { isServerAway } from '../store/server-fetch.ts'
import { createPipeline } from './in-process.ts'
import { PipelineUnavailable } from './pipeline.ts'
import type { Call, Reply, ThreadStart } from './thread-protocol.ts'

const { location } = workerData as ThreadStart
const pipeline = createPipeline({
  open: (id) => openWorkspaceStore(location, id),
  newId,
  now: () => Date.now(),
})
const post = (reply: Reply) => parentPort?.postMessage(reply)

pipeline.onCommit((workspace, messages) => post({ kind: 'committed', workspace, messages }))

parentPort?.on('message', async ({ id, method, args }: Call) => {
  try {
    const run = pipeline[method] as (...args: unknown[]) => Promise<unknown>
    post({ id, kind: 'done', value: await run(...args) })
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    const unavailable = error instanceof PipelineUnavailable || isServerAway(error)
    post({ id, kind: 'failed', unavailable, message, stack })
  }
  if (method === 'close') parentPort?.close()
})
