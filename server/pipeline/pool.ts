/**
 * Several pipeline threads, seen as one pipeline. A workspace belongs to one of them, so that it keeps
 * its one writer; those of different threads are written at the same time.
 */
import { murmur3 } from '../engine/hash.ts'
import { type Figures, textOf } from './figures.ts'
import { eachMethod, type WorkspaceMethod } from './methods.ts'
import type { Pipeline } from './pipeline.ts'

/** A pipeline that gives its figures to be put together with those of others. */
export type PipelineThread = Omit<Pipeline, 'metrics'> & { figures(): Promise<Figures> }

/** The place of the thread that a workspace belongs to. */
export function threadOf(workspace: string, threads: number): number {
  return murmur3(workspace) % threads
}

export function createPool(threads: readonly PipelineThread[]): Pipeline {
  const passOn =
    (method: WorkspaceMethod) =>
    (workspace: unknown, ...rest: unknown[]) => {
      const thread = threads[threadOf(String(workspace), threads.length)] as PipelineThread
      return (thread[method] as (...args: unknown[]) => Promise<unknown>)(workspace, ...rest)
    }
  const all = <T>(ask: (thread: PipelineThread) => Promise<T>) => Promise.all(threads.map(ask))

  return {
    ...eachMethod(passOn),
    ping: async () => void (await all((thread) => thread.ping())),
    metrics: async () => textOf(await all((thread) => thread.figures())),
    onCommit: (listener) => {
      const undos = threads.map((thread) => thread.onCommit(listener))
      return () => {
        for (const undo of undos) undo()
      }
    },
    close: async () => void (await all((thread) => thread.close())),
  }
}
