/** What keeps a definition from going live, whoever wants it to and when. */
import type { DefinitionBody, DefinitionKind } from '../../shared/definition.ts'
import type { Issue } from '../../shared/error.ts'
import type { Nudge } from '../../shared/nudge.ts'
import { lint } from '../engine/lint/lint.ts'
import type { Runner } from '../store/connection.ts'
import { loadDefinitions } from './definitions.ts'
import { danglingReferences } from './references.ts'

/** Nothing where it may: what is refused is a nudge that would break, or lie. */
export async function faultsOfPublishing(
  runner: Runner,
  kind: DefinitionKind,
  body: DefinitionBody,
  at: number,
): Promise<Issue[]> {
  const missing = await danglingReferences(runner, kind, body, true)
  if (missing.length > 0 || kind !== 'nudge') return missing
  const { catalogue } = await loadDefinitions(runner)
  return lint(body as Nudge, { catalogue, at })
    .filter((one) => one.level === 'error')
    .map(({ path, sentence, remedy }) => ({ path, message: `${sentence} ${remedy}` }))
}
