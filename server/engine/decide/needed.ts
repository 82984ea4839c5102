/** What copy cannot be shown without. */
import { variablesOf } from '../../../shared/copy/issues.ts'
import { parseCopy } from '../../../shared/copy/parse.ts'
import { type Comparison, type Copy, textsIn } from '../../../shared/definition/nudge.ts'

/** Variables without a fallback. */
export type Needed = {
  /** The copy must not be shown unless all of them have a value. */
  always: readonly string[]
  /** Nor with a countdown, where there is a deadline to count down to. */
  countdown: readonly string[]
}

export function neededBy(copy: Copy): Needed {
  const { comparison, countdown } = copy
  const heads = comparison ? Object.values(headsOf(comparison)) : []
  return {
    always: withoutFallback([...textsIn(copy), ...heads]),
    countdown: withoutFallback(countdown === undefined ? [] : [countdown]),
  }
}

/** What stands over the two columns: what their author says, else the names of the plans. */
export function headsOf({ current, offered }: Comparison): { current: string; offered: string } {
  return { current: current ?? '{{plan.name}}', offered: offered ?? '{{offer.plan}}' }
}

function withoutFallback(texts: readonly string[]): string[] {
  const variables = texts.flatMap((text) => variablesOf(parseCopy(text)))
  return [...new Set(variables.flatMap((one) => (one.fallback === undefined ? [one.name] : [])))]
}
