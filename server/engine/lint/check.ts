/** What every check of the linter is given. */
import type { Finding } from '../../../shared/definition/lint.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import type { Catalogue } from '../catalogue.ts'

export type LintContext = {
  /** What is published. */
  catalogue: Catalogue
  /** Epoch ms. */
  at: number
  /** Meters that have been read; absent where nobody has looked. */
  meters?: ReadonlySet<string>
}

export type Check = (nudge: Nudge, context: LintContext) => Finding[]

/** Names in a sentence: “a”, “b” and “c”. */
export function listed(names: readonly string[], word = 'and'): string {
  const quoted = names.map((name) => `“${name}”`)
  const last = quoted.at(-1) ?? ''
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} ${word} ${last}`
}
