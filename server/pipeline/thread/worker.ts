/**
 * A thread in which workspaces are written. Database calls block the thread they run on; here
 * they block neither HTTP nor the console.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { Registry } from 'prom-client'
import { checkpointsInThread } from '../../store/checkpoint/threaded.ts'
import { isPassing } from '../../store/fault.ts'
import { SchemaNewer } from '../../store/migrate.ts'
import { NamespaceMissing } from '../../store/namespaces.ts'
import { newId } from '../../store/new-id.ts'
import { openWorkspaceConnection } from '../../store/open.ts'
import { clockOf } from '../../store/server-clock.ts'
import { isServerAway } from '../../store/server-fetch.ts'
import { createPipeline } from '../in-process.ts'
import { PipelineUnavailable } from '../pipeline.ts'
import { watchLoopDelay } from './loop-delay.ts'
import { type Call, gather, type Reply, type ThreadStart } from './thread-protocol.ts'

const { location, mostOpen, lag } = workerData as ThreadStart
const registry = new Registry()
watchLoopDelay(registry, 'pipeline')
const checkpoints = checkpointsInThread(() => performance.now())
const pipeline = createPipeline({
  registry,
  open: (id) => openWorkspaceConnection(location, id, checkpoints.committed),
  newId,
  now: clockOf(lag),
  mostOpen,
  isAlone: location.kind === 'files',
})
// When no promise is left that could say more now, and before the next group is begun.
const post = gather<Reply>(process.nextTick, (replies) => parentPort?.postMessage(replies))

pipeline.onCommit((workspace, messages) => post({ kind: 'committed', workspace, messages }))

const answer = async ({ id, method, args }: Call) => {
  try {
    const run = pipeline[method] as (...args: unknown[]) => Promise<unknown>
    post({ id, kind: 'done', value: await run(...args) })
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    const unavailable =
      error instanceof PipelineUnavailable ||
      error instanceof NamespaceMissing ||
      error instanceof SchemaNewer ||
      isServerAway(error) ||
      isPassing(error)
    post({ id, kind: 'failed', unavailable, message, stack })
  }
  if (method !== 'close') return
  await checkpoints.close()
  // After what was said has gone out.
  setImmediate(() => parentPort?.close())
}

parentPort?.on('message', (calls: Call[]) => {
  for (const call of calls) void answer(call)
})
