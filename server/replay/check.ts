/** What is wrong with a replay's range or sweep, apart from the trigger itself. */
import type { Issue } from '../../shared/protocol/error.ts'
import type { ReplayRequest } from '../../shared/replay/replay.ts'
import { sweptLeaf } from '../engine/replay/sweep.ts'

export function issuesOfReplay({ trigger, from, to, sweep }: ReplayRequest, now: number): Issue[] {
  const issues: Issue[] = []
  const end = to === undefined ? now : Math.min(now, Date.parse(to))
  if (from !== undefined && Date.parse(from) >= end) {
    const isFuture = Date.parse(from) >= now
    issues.push({ path: 'from', message: isFuture ? 'Is not in the past' : 'Is not before "to"' })
  }
  const leaf = sweep && sweptLeaf(trigger, sweep.path)
  return leaf && 'message' in leaf ? [...issues, leaf] : issues
}
