/** What goes into one transaction. */
import { minuteMs } from '../../../shared/value/duration.ts'
import { bucketAt } from '../../engine/window.ts'
import type { Work } from '../work.ts'

/** Inputs in one transaction: enough to share the commit, few enough to keep the wait short. */
const mostInputs = 500

/** When the first of it came. */
export function startOf({ at, inputs }: Work): number {
  return inputs.reduce((first, one) => Math.min(first, one.receivedAt), at)
}

/**
 * How many of these works, from the first on, share the next transaction: those that arrived in one
 * minute, so that what comes due between two minutes can be looked at. At least one, however large.
 */
export function sizeOfGroup(waiting: readonly { work: Work }[]): number {
  let inputs = 0
  const minuteOf = (work: Work) => bucketAt(startOf(work), minuteMs)
  const minute = waiting[0] && minuteOf(waiting[0].work)
  const end = waiting.findIndex(({ work }) => {
    inputs += work.inputs.length + 1
    return inputs > mostInputs || minuteOf(work) !== minute
  })
  return end < 0 ? waiting.length : Math.max(1, end)
}
