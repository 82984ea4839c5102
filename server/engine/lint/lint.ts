/**
 * What is to be said of a nudge before it goes live, from the nudge and what is published. Pure: the
 * console shows it beside the draft, and the door refuses what has an error.
 */
import type { Finding } from '../../../shared/lint.ts'
import type { Nudge } from '../../../shared/nudge.ts'
import { actions } from './actions.ts'
import { audience } from './audience.ts'
import type { Check, LintContext } from './check.ts'
import { contrast } from './contrast.ts'
import { countdown } from './countdown.ts'
import { dismiss } from './dismiss.ts'
import { fallbacks } from './fallbacks.ts'
import { length } from './length.ts'
import { locales } from './locales.ts'
import { overlap } from './overlap.ts'
import { prices } from './prices.ts'
import { references } from './references.ts'

const checks: readonly Check[] = [
  references,
  actions,
  audience,
  prices,
  countdown,
  dismiss,
  fallbacks,
  locales,
  length,
  overlap,
  contrast,
]

/** Errors first, each group in the order of the checks. */
export function lint(nudge: Nudge, context: LintContext): Finding[] {
  const findings = checks.flatMap((check) => check(nudge, context))
  const of = (level: Finding['level']) => findings.filter((one) => one.level === level)
  return [...of('error'), ...of('warning')]
}
