/** How much of a draft the live triggers say already. */
import type { ReplayReport } from '../../../shared/replay/replay.ts'
import { placeOf } from './sorted.ts'
import type { Moments, Span } from './types.ts'

/** A live trigger: how long its signals last, and when they were given. */
export type LiveSignals = { trigger: string; expiresMs: number; signals: Moments }

/**
 * A firing at f overlaps a signal of the same account at s when both would be active at one moment:
 * f - its lifetime < s < f + ours. What may have ended a signal early is not looked at.
 */
export function overlapOf(
  { from, to }: Span,
  firings: Moments,
  expiresMs: number,
  live: readonly LiveSignals[],
): ReplayReport['overlap'] {
  let total = 0
  for (const moments of firings.values()) total += moments.length
  return live.map((other) => {
    let overlapping = 0
    for (const [account, moments] of firings) {
      const signals = other.signals.get(account) ?? []
      for (const at of moments) {
        const next = signals[placeOf(signals, at - other.expiresMs + 1)]
        if (next !== undefined && next < at + expiresMs) overlapping++
      }
    }
    let signals = 0
    for (const moments of other.signals.values()) {
      signals += placeOf(moments, to) - placeOf(moments, from)
    }
    return {
      trigger: other.trigger,
      signals,
      firings: overlapping,
      share: total > 0 ? overlapping / total : null,
    }
  })
}
