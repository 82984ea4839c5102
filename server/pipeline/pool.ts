/**
 * Several pipeline threads, seen as one pipeline. A workspace belongs to one of them, so that it keeps
 * its one writer; those of different threads are written at the same time.
 */
import { murmur3 } from '../engine/hash.ts'
import { type Figures, textOf } from './figures.ts'
import type { Pipeline } from './pipeline.ts'

/** A pipeline that gives its figures to be put together with those of others. */
export type PipelineThread = Omit<Pipeline, 'metrics'> & { figures(): Promise<Figures> }

type OfWorkspace = Exclude<keyof PipelineThread, 'ping' | 'figures' | 'onCommit' | 'close'>

/** The place of the thread that a workspace belongs to. */
export function threadOf(workspace: string, threads: number): number {
  return murmur3(workspace) % threads
}

export function createPool(threads: readonly PipelineThread[]): Pipeline {
  const call =
    <M extends OfWorkspace>(method: M) =>
    (...args: Parameters<Pipeline[M]>) => {
      const thread = threads[threadOf(args[0], threads.length)] as PipelineThread
      return (thread[method] as (...args: unknown[]) => Promise<never>)(...args)
    }
  const all = <T>(ask: (thread: PipelineThread) => Promise<T>) => Promise.all(threads.map(ask))

  return {
    submit: call('submit'),
    save: call('save'),
    setStatus: call('setStatus'),
    check: call('check'),
    saveSettings: call('saveSettings'),
    preview: call('preview'),
    sweep: call('sweep'),
    retire: call('retire'),
    erase: call('erase'),
    liftErasure: call('liftErasure'),
    holdKey: call('holdKey'),
    answerKey: call('answerKey'),
    recordRefused: call('recordRefused'),
    webhook: call('webhook'),
    rotateWebhook: call('rotateWebhook'),
    leaseDeliveries: call('leaseDeliveries'),
    settleDelivery: call('settleDelivery'),
    retryDelivery: call('retryDelivery'),
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
