/** Reads the log, once or several times, and tells how far it is. */
import type { Client } from '@libsql/client'
import type { ReplayProgress } from '../../shared/replay/replay.ts'
import type { LoggedEntry } from '../engine/replay/fold.ts'
import type { Wanted } from '../engine/replay/names.ts'
import { type LogPart, readPages } from './log.ts'
import type { ReadLog } from './log-memory.ts'

export type Reader = {
  /** Goes through the log once more, and stops to listen after each page. */
  pass(wanted: Wanted, take: (entry: LoggedEntry) => void): AsyncGenerator<ReplayProgress>
}

export function createReader(
  client: Client,
  { last, before, passes }: Omit<LogPart, keyof Wanted | 'after'> & { passes: number },
  readLog: ReadLog = readPages,
): Reader {
  let passed = 0
  let events = 0
  return {
    async *pass(wanted, take) {
      for await (const { upTo, entries } of readLog(client, { last, before, ...wanted })) {
        for (const entry of entries) take(entry)
        events += entries.length
        yield { type: 'progress', done: passed * last + upTo, of: passes * last, events }
        await breath()
      }
      passed++
    },
  }
}

/** A database call never lets go of its thread: without it nobody could say "stop". */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
