/** What keeps a definition from going live, whoever wants it to and when. */
import type { DefinitionBody, DefinitionKind } from '../../../shared/definition/definition.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import { refusalsOf } from '../../engine/lint/lint.ts'
import type { Runner } from '../../store/connection.ts'
import { type Definitions, loadDefinitions } from './definitions.ts'
import { danglingReferences } from './references.ts'

/**
 * Nothing where it may: what is refused is a nudge that would break, or lie. `load`: what is published,
 * which whoever looks at many compiles once for all of them.
 */
export async function faultsOfPublishing(
  runner: Runner,
  kind: DefinitionKind,
  body: DefinitionBody,
  at: number,
  load: () => Promise<Definitions> = () => loadDefinitions(runner),
): Promise<Issue[]> {
  const missing = await danglingReferences(runner, kind, body, true)
  if (missing.length > 0 || kind !== 'nudge') return missing
  const { catalogue } = await load()
  return refusalsOf(body as Nudge, { catalogue, at }).map(({ path, sentence, remedy }) => ({
    path,
    message: `${sentence} ${remedy}`,
  }))
}
