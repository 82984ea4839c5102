/** The linter over a draft, with what is published and which of its meters have ever been read. */
import type { DefinitionBody, DefinitionKind } from '../../../shared/definition/definition.ts'
import type { Finding } from '../../../shared/definition/lint.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import type { Play } from '../../../shared/play/play.ts'
import { lintChange } from '../../engine/lint/change.ts'
import { lint } from '../../engine/lint/lint.ts'
import { lintPlay } from '../../engine/lint/play.ts'
import { metersNamedBy } from '../../engine/lint/references.ts'
import { playContext } from '../play/context.ts'
import { issuesIn } from './authoring.ts'
import { type Reader, readDefinition } from './definition-rows.ts'
import type { Definitions } from './definitions.ts'
import { isKnownMeter } from './references.ts'

export async function lintDraft(
  reader: Reader,
  { catalogue }: Definitions,
  { kind, body }: { kind: DefinitionKind; body: DefinitionBody },
  at: number,
): Promise<Finding[]> {
  if (kind === 'play') return lintPlay(body as Play, await playContext(reader, catalogue))
  if (kind !== 'nudge') {
    // What cannot be saved is told by saving it.
    if (issuesIn(kind, body).length > 0) return []
    const found = await readDefinition(reader, kind, body.key)
    return lintChange({ kind, body, live: found?.published ?? null }, { catalogue, at })
  }
  const nudge = body as Nudge
  const named = metersNamedBy(nudge)
  const known = await Promise.all(named.map((name) => isKnownMeter(reader, name)))
  const meters = new Set(named.filter((_, i) => known[i]))
  return lint(nudge, { catalogue, at, meters })
}
