/** Live nudges that wait at the same place for some of the same people. */
import type { Finding } from '../../../shared/definition/lint.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import type { CompiledNudge } from '../catalogue.ts'
import { contradictionsIn } from '../contradiction.ts'
import type { Check } from './check.ts'

/** More of them is one lesson, not many. */
const most = 5

export const overlap: Check = (nudge, { catalogue, at }) => {
  const findings: Finding[] = []
  for (const other of catalogue.nudgesAt.get(nudge.placement) ?? []) {
    if (findings.length === most) break
    if (!other.isLive || other.nudge.key === nudge.key) continue
    if (!isAtSameTime(nudge, other, at) || !canMeet(nudge, other.nudge)) continue
    const { sentence, remedy } = inWords(nudge, other.nudge)
    findings.push({ code: 'overlap', level: 'warning', path: 'priority', sentence, remedy })
  }
  return findings
}

function isAtSameTime({ schedule }: Nudge, other: CompiledNudge, at: number): boolean {
  const [start, end] = [schedule.startsAt, schedule.endsAt].map((time) =>
    time === undefined ? undefined : Date.parse(time),
  )
  const { startsAt = at, endsAt = Number.POSITIVE_INFINITY } = other
  return Math.max(start ?? at, startsAt, at) < Math.min(end ?? Number.POSITIVE_INFINITY, endsAt)
}

/** Whether somebody could be in both audiences. */
function canMeet({ audience: one }: Nudge, { audience: other }: Nudge): boolean {
  if (!one || !other) return true
  return contradictionsIn({ all: [one, other] }, '').length === 0
}

function inWords(nudge: Nudge, other: Nudge): Pick<Finding, 'sentence' | 'remedy'> {
  const both = `“${other.name}” is live at the same place for some of the same people`
  if (other.priority > nudge.priority) {
    return {
      sentence: `${both}, and goes first: its priority is ${other.priority}, this one’s ${nudge.priority}.`,
      remedy: 'Raise the priority, or keep the audiences apart.',
    }
  }
  if (other.priority < nudge.priority) {
    return {
      sentence: `${both}. This one goes first: its priority is ${nudge.priority}, the other’s ${other.priority}.`,
      remedy: 'Keep the audiences apart if both are meant to be seen.',
    }
  }
  return {
    sentence: `${both}, with the same priority: the one that is worth more at the moment goes first.`,
    remedy: 'Give one of them a higher priority, or keep the audiences apart.',
  }
}
