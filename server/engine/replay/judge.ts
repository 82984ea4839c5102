/** Judges the firings for one account by what the account did afterwards. */
import { placeOf } from './sorted.ts'
import type { Span } from './types.ts'

export type Verdict = {
  /** Firings whose horizon has passed, and those of them that a conversion followed in it. */
  judged: number
  hits: number
  /** Firings whose horizon reaches past the end, and those that a conversion has followed so far. */
  censored: number
  convertedSoFar: number
  /** Conversions with a whole horizon of history before them, and those that a firing preceded in it. */
  eligible: number
  caught: number
  /** Of each caught conversion: ms since the first firing within the horizon before it. */
  leadsMs: number[]
}

/**
 * A firing at f is a hit when a conversion comes in (f, f + horizon]. It is judged only when that
 * ends before history does. To judge those of the last days that have converted already, and leave
 * out their neighbours that may still, would flatter every trigger, also one that fires by chance.
 *
 * A conversion at c is caught when a firing came in [c - horizon, c). It is eligible when that starts
 * no earlier than history. An account younger than the horizon is: its whole life is on record.
 */
export function judge(
  { from, to, horizonMs }: Span,
  firings: readonly number[],
  conversions: readonly number[],
): Verdict {
  const verdict: Verdict = {
    judged: 0,
    hits: 0,
    censored: 0,
    convertedSoFar: 0,
    eligible: 0,
    caught: 0,
    leadsMs: [],
  }
  for (const at of firings) {
    const next = conversions[placeOf(conversions, at + 1)]
    const converts = next !== undefined && next - at <= horizonMs
    if (at + horizonMs < to) {
      verdict.judged++
      if (converts) verdict.hits++
    } else {
      verdict.censored++
      if (converts) verdict.convertedSoFar++
    }
  }
  for (const at of conversions) {
    if (at - horizonMs < from) continue
    verdict.eligible++
    const first = firings[placeOf(firings, at - horizonMs)]
    if (first === undefined || first >= at) continue
    verdict.caught++
    verdict.leadsMs.push(at - first)
  }
  return verdict
}
