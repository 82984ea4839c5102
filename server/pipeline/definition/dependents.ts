/** Who would miss a definition that is put away. */

import { type Reference, usesOf } from '../../../shared/definition/uses.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import type { Reader } from './definition-rows.ts'
import { byKind, readAllDefinitions } from './stored-definitions.ts'

/** One issue for each definition in use, drafts included, that refers to it. */
export async function dependentsOf(reader: Reader, one: Reference): Promise<Issue[]> {
  const all = await readAllDefinitions(reader)
  const inUse = all.filter(({ status }) => status !== 'archived')
  return usesOf(one, byKind(inUse)).map(({ kind, name }) => ({
    path: 'status',
    message: `The ${kind} "${name}" needs it: change or archive that one first`,
  }))
}
