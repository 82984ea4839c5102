/** Which entries of the log are conversions. */

import type { Plan } from '../../../shared/definition/plan.ts'
import type { FactValue } from '../../../shared/event/event.ts'
import type { ReplayRequest } from '../../../shared/replay/replay.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { compileWhere } from '../counter.ts'
import type { LoggedEntry } from './fold.ts'

export type ConversionTest = {
  /** Entries of other names are none. */
  names: readonly string[]
  test(entry: Pick<LoggedEntry, 'name' | 'properties'>): boolean
}

/** What the author says, or else what Brim knows as a conversion. */
export function compileConversion(
  said: ReplayRequest['conversion'],
  plans: ReadonlyMap<string, Plan>,
): ConversionTest {
  if (said) {
    const matches = compileWhere(said.where ?? {})
    return {
      names: [said.event],
      test: ({ name, properties }) => name === said.event && matches(properties),
    }
  }
  const tierOf = (plan: FactValue | undefined) =>
    typeof plan === 'string' ? plans.get(plan)?.tier : undefined
  return {
    names: ['conversion', 'nudge_converted', 'plan_changed'],
    test({ name, properties }) {
      if (name === 'nudge_converted') return true
      // What lowers the revenue is a loss, although it is told in the same way.
      if (name === 'conversion') return !(Number(properties.mrrDelta) < 0)
      if (name !== 'plan_changed') return false
      // An account that is only now known to have a plan has not moved up to it.
      const [before, after] = [tierOf(properties.from), tierOf(properties.to)]
      return before !== undefined && after !== undefined && after > before
    },
  }
}

/**
 * One purchase leaves several entries: a prompt's outcome, the plan, the word of billing. What comes
 * within a day of a conversion of the same account is the same one.
 */
export function mergeConversions(moments: readonly number[]): number[] {
  const merged: number[] = []
  for (const at of [...moments].sort((a, b) => a - b)) {
    const last = merged.at(-1)
    if (last === undefined || at - last >= dayMs) merged.push(at)
  }
  return merged
}
