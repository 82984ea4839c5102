/** The inside of a thread that reads, on connections of its own: neither HTTP nor commits wait for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { openWorkspaceReader, type Store } from '../store/open.ts'
import type { Call, Reply, Run, ThreadStart } from './protocol.ts'

export function serveReads<Job, Said>(
  runOn: (open: (workspace: string) => Promise<Store>) => Run<Job, Said>,
): void {
  const { location } = workerData as ThreadStart
  const run = runOn((id) => openWorkspaceReader(location, id))
  const running = new Map<number, AbortController>()
  const post = (reply: Reply<Said>) => parentPort?.postMessage(reply)

  const start = async ({ id, workspace, job }: Extract<Call<Job>, { kind: 'start' }>) => {
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
    leave()
  }
  let isEnding = false
  const leave = () => {
    if (isEnding && running.size === 0) parentPort?.close()
  }

  parentPort?.on('message', (call: Call<Job>) => {
    switch (call.kind) {
      case 'start':
        return void start(call)
      case 'cancel':
        return running.get(call.id)?.abort()
      case 'end':
        isEnding = true
        for (const abort of running.values()) abort.abort()
        return leave()
      default:
        return call satisfies never
    }
  })
}
