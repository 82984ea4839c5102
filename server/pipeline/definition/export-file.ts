/** `brim.json` of a workspace: its definitions as they are published, or as they are drafted. */
import {
  type DefinitionBody,
  type DefinitionKind,
  definitionSchemas,
} from '../../../shared/definition/definition.ts'
import { printFile } from '../../../shared/file/format.ts'
import type { Reader } from './definition-rows.ts'
import type { ExportRequest } from './requests.ts'
import { readAllDefinitions } from './stored-definitions.ts'

export async function exportFile(
  reader: Reader,
  { state, schema }: ExportRequest,
): Promise<string> {
  const entries = (await readAllDefinitions(reader)).flatMap((one) => {
    if (one.status === 'archived') return []
    const body = state === 'published' ? one.published : one.draft
    const isPaused = state === 'published' && one.status === 'paused'
    return body ? [{ kind: one.kind, body: complete(one.kind, body), isPaused }] : []
  })
  return printFile(entries, schema)
}

/** What was saved by a version of before has all that is usual in it now. */
function complete(kind: DefinitionKind, body: DefinitionBody): DefinitionBody {
  const read = definitionSchemas[kind].safeParse(body)
  return read.success ? read.data : body
}
