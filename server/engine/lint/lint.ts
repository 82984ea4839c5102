/**
 * What is to be said of a nudge before it goes live, from the nudge and what is published. Pure: the
 * console shows it beside the draft, and the door refuses what has an error. With a thousand nudges at
 * one placement asking every check of every nudge takes minutes, so who asks says what it is for.
 */
import type { DefinitionKind } from '../../../shared/definition/definition.ts'
import type { Finding } from '../../../shared/definition/lint.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import { actions } from './actions.ts'
import { arms } from './arms.ts'
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
import { untranslated } from './untranslated.ts'

/** `reads`: what else it looks at. `refuses`: it may find what keeps a nudge from going live. */
type Asked = { check: Check; reads: readonly DefinitionKind[]; refuses: boolean }

const checks: readonly Asked[] = [
  { check: references, reads: ['plan', 'offer', 'meter', 'trigger'], refuses: true },
  { check: actions, reads: ['offer'], refuses: true },
  { check: audience, reads: [], refuses: true },
  { check: prices, reads: ['plan', 'offer'], refuses: true },
  { check: countdown, reads: ['nudge'], refuses: false },
  { check: dismiss, reads: [], refuses: true },
  { check: fallbacks, reads: ['plan', 'offer'], refuses: true },
  { check: locales, reads: [], refuses: false },
  // A plan's name only excuses: nobody has to hear of all nudges because one is called otherwise.
  { check: untranslated, reads: [], refuses: false },
  { check: arms, reads: [], refuses: false },
  { check: length, reads: [], refuses: false },
  { check: overlap, reads: ['nudge'], refuses: false },
  { check: contrast, reads: [], refuses: false },
]

/** Errors first, each group in the order of the checks. */
export function lint(nudge: Nudge, context: LintContext): Finding[] {
  return ask(checks, nudge, context)
}

/** Only what may be another finding after something of this kind has changed. */
export function lintAfter(kind: DefinitionKind, nudge: Nudge, context: LintContext): Finding[] {
  const touched = checks.filter((one) => one.reads.includes(kind))
  return ask(touched, nudge, context)
}

/** Only what keeps it from going live. */
export function refusalsOf(nudge: Nudge, context: LintContext): Finding[] {
  const refusing = checks.filter((one) => one.refuses)
  return ask(refusing, nudge, context).filter((one) => one.level === 'error')
}

function ask(some: readonly Asked[], nudge: Nudge, context: LintContext): Finding[] {
  const findings = some.flatMap(({ check }) => check(nudge, context))
  const of = (level: Finding['level']) => findings.filter((one) => one.level === level)
  return [...of('error'), ...of('warning')]
}
