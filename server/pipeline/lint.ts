/** The linter over a draft, with what is published and which of its meters have ever been read. */
import type { Finding } from '../../shared/lint.ts'
import type { Nudge } from '../../shared/nudge.ts'
import { lint } from '../engine/lint/lint.ts'
import { metersNamedBy } from '../engine/lint/references.ts'
import type { Reader } from './definition-rows.ts'
import type { Definitions } from './definitions.ts'
import { isKnownMeter } from './references.ts'

export async function lintDraft(
  reader: Reader,
  { catalogue }: Definitions,
  nudge: Nudge,
  at: number,
): Promise<Finding[]> {
  const named = metersNamedBy(nudge)
  const known = await Promise.all(named.map((name) => isKnownMeter(reader, name)))
  const meters = new Set(named.filter((_, i) => known[i]))
  return lint(nudge, { catalogue, at, meters })
}
