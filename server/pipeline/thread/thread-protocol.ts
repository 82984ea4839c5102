/**
 * What the main thread and a pipeline's worker say to each other: whatever one of them has to say at
 * one moment goes in one message, for to wake the other costs more than the message.
 */
import type { LiveMessage } from '../../../shared/protocol/live.ts'
import type { StoreLocation } from '../../store/location.ts'
import type { ClockLag } from '../../store/server-clock.ts'
import type { PipelineThread } from './pool.ts'

export type Method = Exclude<keyof PipelineThread, 'onCommit'>

/** `mostOpen`: databases that stay open in this thread. */
export type ThreadStart = { location: StoreLocation; mostOpen: number; lag: ClockLag }

export type Call = { id: number; method: Method; args: unknown[] }

export type Reply =
  | { id: number; kind: 'done'; value: unknown }
  /** `unavailable`: nothing was written. Anything else is a bug, with its stack for the log. */
  | { id: number; kind: 'failed'; unavailable: boolean; message: string; stack: string | undefined }
  | { kind: 'committed'; workspace: string; messages: LiveMessage[] }

/** Collects what is said until `later` runs what it is given, then posts it. */
export function gather<T>(later: (flush: () => void) => void, post: (said: T[]) => void) {
  let said: T[] = []
  const flush = () => {
    const all = said
    said = []
    post(all)
  }
  return (one: T) => {
    if (said.push(one) === 1) later(flush)
  }
}
