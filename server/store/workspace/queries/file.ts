/** What `brim.json` is made of: the definitions as they are published, or as they are drafted. */
import { asc } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import {
  type DefinitionBody,
  type DefinitionKind,
  definitionSchemas,
} from '../../../../shared/definition.ts'
import { definitions } from '../schema.ts'

export type FileState = 'published' | 'draft'

export async function readForFile(db: LibSQLDatabase, state: FileState) {
  const rows = await db
    .select({
      kind: definitions.kind,
      status: definitions.status,
      draft: definitions.draft,
      published: definitions.published,
    })
    .from(definitions)
    .orderBy(asc(definitions.kind), asc(definitions.key))
  return rows.flatMap(({ kind, status, draft, published }) => {
    const body = state === 'published' ? published : draft
    const isPaused = state === 'published' && status === 'paused'
    return body ? [{ kind, body: complete(kind, body), isPaused }] : []
  })
}

/** What was saved by a version of before has all that is usual in it now. */
function complete(kind: DefinitionKind, body: DefinitionBody): DefinitionBody {
  const read = definitionSchemas[kind].safeParse(body)
  return read.success ? read.data : body
}
