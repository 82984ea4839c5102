/** What chance would hit: how much of an account's time a conversion follows within the horizon. */
import type { Part } from './ratio.ts'
import type { Span } from './types.ts'

/**
 * Of the moments t from where the account is first seen to the end less one horizon, those with a
 * conversion in (t, t + horizon]: the union of the intervals [c - horizon, c), exactly. Both in
 * horizons, the length over which neighbouring moments tell the same.
 */
export function chanceOf(
  { from, to, horizonMs }: Span,
  firstSeenAt: number,
  conversions: readonly number[],
): Part {
  const start = Math.max(from, firstSeenAt)
  const end = to - horizonMs
  let covered = 0
  let reached = start
  for (const at of conversions) {
    const open = Math.max(reached, at - horizonMs)
    const close = Math.min(end, at)
    if (close <= open) continue
    covered += close - open
    reached = close
  }
  return { hits: covered / horizonMs, of: Math.max(0, end - start) / horizonMs }
}
