/** Showings against a limit: what was seen, and when one more is within it. */

import type { CandidateReason, Gate } from '../../../shared/decision/decision.ts'
import type { Cap } from '../../../shared/value/cap.ts'
import { durationMs } from '../../../shared/value/duration.ts'
import { lengthInWords } from '../../../shared/words/measure.ts'
import { type Ask, fail, type GateAnswer, pass } from './gate.ts'
import type { Impression } from './question.ts'

export type Limit = {
  value: string
  threshold: number
  /** Epoch ms; not later than now where there is room, infinite where there never will be. */
  roomAt: number
}

/**
 * What the limits that nudges share count. A ghost took nobody's attention: only its own nudge is
 * held back by it, as it would be by what the other arms were shown.
 */
export function attentionTaken({ candidate, facts }: Ask): Impression[] {
  return facts.impressions.filter((one) => !one.ghost || one.nudge === candidate.nudge.key)
}

/** Room again when so many have left the window that fewer than `times` remain. */
export function limitOf(
  shownAt: readonly number[],
  { every, times }: Cap,
  what: string,
  now: number,
): Limit {
  const everyMs = durationMs(every)
  const recent = shownAt.filter((at) => at > now - everyMs).sort((a, b) => a - b)
  const leaves = recent[recent.length - times]
  return {
    value: `${recent.length} ${what} in ${lengthInWords(everyMs)}`,
    threshold: times,
    roomAt: leaves === undefined ? now : leaves + everyMs,
  }
}

/** The limit that is reached for longest answers for all; where none is, the last one does. */
export function holdLimits(
  gate: Gate,
  reason: CandidateReason,
  limits: readonly [Limit, ...Limit[]],
  now: number,
): GateAnswer {
  const { roomAt, ...seen } = limits.reduce((a, b) => (b.roomAt >= a.roomAt ? b : a))
  if (roomAt <= now) return pass(gate, seen)
  const nearest = Number.isFinite(roomAt) ? `in ${lengthInWords(roomAt - now)}` : null
  return fail(gate, reason, nearest, seen)
}
