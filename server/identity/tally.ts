/** Counts what came of checking, by workspace and hour, until it is written down. */

import type { Verdict } from '../../shared/protocol/identity.ts'
import { hourMs } from '../../shared/value/duration.ts'
import type { CheckCount } from '../store/control/identity.ts'

export const hourOf = (at: number) => Math.floor(at / hourMs)

export function createTally() {
  let counts = new Map<string, CheckCount>()
  const add = (one: CheckCount) => {
    const at = `${one.workspace} ${one.hour} ${one.verdict}`
    const before = counts.get(at)
    if (before) before.count += one.count
    else counts.set(at, { ...one })
  }
  return {
    note: (workspace: string, verdict: Verdict, at: number) =>
      add({ workspace, hour: hourOf(at), verdict, count: 1 }),
    /** All that was counted; the counting starts anew. */
    take(): CheckCount[] {
      const taken = [...counts.values()]
      counts = new Map()
      return taken
    },
    /** It could not be written, and is counted once more. */
    giveBack(taken: readonly CheckCount[]) {
      for (const one of taken) add(one)
    },
  }
}
