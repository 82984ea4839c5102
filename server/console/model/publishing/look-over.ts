/** What the author of a trigger, plan, offer or meter should know before it goes live. */
import type { DefinitionBody, DefinitionKind } from '../../../../shared/definition/definition.ts'
import type { Finding } from '../../../../shared/definition/lint.ts'
import type { WorkspaceApi } from '../../api.ts'

/** Nothing where nobody could say: saving tells what is wrong. */
export async function lookOver<K extends DefinitionKind>(
  api: WorkspaceApi,
  kind: K,
  draft: DefinitionBody<K>,
): Promise<readonly Finding[]> {
  const answer = await api.lint(kind, draft)
  return answer.kind === 'ok' ? answer.value.findings : []
}
