import { durationMs } from '../../../../shared/value/duration.ts'
import type { CompiledGroup } from '../../cap-group.ts'
import { type Ask, type GateCheck, pass } from '../gate.ts'
import { attentionTaken, holdLimits, type Limit, limitOf } from '../limit.ts'

/** Not too many different nudges of each group that it is in; one that was counted may come again. */
export const groupCaps: GateCheck = (ask) => {
  const [first, ...others] = ask.candidate.groups.map((one) => limitOfGroup(one, ask))
  if (!first) return pass('group_caps', { value: 'in no group' })
  return holdLimits('group_caps', 'capped_group', [first, ...others], ask.moment.now)
}

function limitOfGroup({ group, title, has }: CompiledGroup, ask: Ask): Limit {
  const { candidate, facts, moment } = ask
  const { now } = moment
  const { per } = group
  const lastShownAt = new Map<string, number>()
  for (const one of attentionTaken(ask)) {
    if (one[per] !== facts[per] || !has(one)) continue
    lastShownAt.set(one.nudge, Math.max(one.at, lastShownAt.get(one.nudge) ?? one.at))
  }
  const limit = limitOf(
    [...lastShownAt.values()],
    group,
    `different ${title} shown to this ${per}`,
    now,
  )
  const ownAt = lastShownAt.get(candidate.nudge.key)
  const isCounted = ownAt !== undefined && ownAt > now - durationMs(group.every)
  return isCounted ? { ...limit, roomAt: now } : limit
}
