import { variablesOf } from '../../../shared/copy/issues.ts'
import { parseCopy } from '../../../shared/copy/parse.ts'
import type { Copy } from '../../../shared/nudge.ts'

/** Variables without a fallback: the copy must not be shown unless all of them have a value. */
export function neededBy({ title, body, list, actions }: Copy): string[] {
  const texts = [title, body, ...list, ...actions.map((action) => action.label)]
  const variables = texts.flatMap((text) => variablesOf(parseCopy(text)))
  return [...new Set(variables.flatMap((one) => (one.fallback === undefined ? [one.name] : [])))]
}
