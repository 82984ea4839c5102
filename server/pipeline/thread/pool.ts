/**
 * Several pipeline threads, seen as one pipeline. A workspace belongs to one of them, so that it keeps
 * its one writer; those of different threads are written at the same time.
 */
import type { LiveMessage } from '../../../shared/protocol/live.ts'
import { eachMethod, type WorkspaceMethod } from '../methods.ts'
import type { Pipeline } from '../pipeline.ts'
import { type Figures, textOf } from './figures.ts'

/** A pipeline that gives its figures to be put together with those of others. */
export type PipelineThread = Omit<Pipeline, 'metrics'> & { figures(): Promise<Figures> }

/**
 * `most` threads at the most, each begun by `start` when a workspace comes for which there is none yet:
 * the first at once. Workspaces go to them in turn, in the order in which they are first asked for.
 */
export function createPool(start: () => PipelineThread, most: number): Pipeline {
  const listeners = new Set<(workspace: string, messages: LiveMessage[]) => void>()
  const threads: PipelineThread[] = []
  const placeOf = new Map<string, number>()
  let isClosed = false

  const begin = () => {
    const thread = start()
    thread.onCommit((workspace, messages) => {
      for (const listener of listeners) listener(workspace, messages)
    })
    threads.push(thread)
  }
  begin()

  const threadOf = (workspace: string) => {
    const place = placeOf.get(workspace) ?? placeOf.size % most
    placeOf.set(workspace, place)
    if (place >= threads.length && !isClosed) begin()
    return threads[place % threads.length] as PipelineThread
  }
  const passOn =
    (method: WorkspaceMethod) =>
    (workspace: unknown, ...rest: unknown[]) => {
      const thread = threadOf(String(workspace))
      return (thread[method] as (...args: unknown[]) => Promise<unknown>)(workspace, ...rest)
    }
  const all = <T>(ask: (thread: PipelineThread) => Promise<T>) => Promise.all(threads.map(ask))

  return {
    ...eachMethod(passOn),
    ping: async () => void (await all((thread) => thread.ping())),
    metrics: async () => textOf(await all((thread) => thread.figures())),
    onCommit: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      isClosed = true
      await all((thread) => thread.close())
    },
  }
}
