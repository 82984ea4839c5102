/** What is done with a definition by its key alone: published, paused, resumed, put away, taken back. */
import { canPause } from '../../../shared/definition/can-pause.ts'
import type {
  DefinitionChange,
  DefinitionKind,
  DefinitionRecord,
  DefinitionStatus,
} from '../../../shared/definition/definition.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import type { Transaction } from '../../store/connection.ts'
import { changedEntry } from '../audit/definition.ts'
import { recordAudit } from '../audit/record.ts'
import { type Reader, readDefinition } from './definition-rows.ts'
import { dependentsOf } from './dependents.ts'
import { faultsOfPublishing } from './publishable.ts'
import { published, release, startOf } from './release.ts'
import type { SaveResult, StatusRequest } from './requests.ts'

export async function setStatus(
  transaction: Transaction,
  request: StatusRequest,
  entries: number,
): Promise<SaveResult> {
  const { kind, key, change, by, at, revision } = request
  const found = await readDefinition(transaction, kind, key)
  if (!found) return { kind: 'not_found' }
  if (revision !== undefined && revision !== found.revision) {
    return { kind: 'conflict', record: found }
  }
  const issues = await issuesOf(transaction, kind, found, { change, at })
  if (issues.length > 0) return { kind: 'invalid', issues }
  const seen = { ...found, revision: found.revision + 1, updatedAt: at }
  const next = changed(seen, kind, change, at)
  // To publish is to make a version; anything else is done where it is so already.
  if (change !== 'publish' && next.status === found.status) return { kind: 'saved', record: found }
  if (change === 'archive') {
    await transaction.execute({
      sql: 'DELETE FROM publications WHERE kind = ? AND key = ?',
      args: [kind, key],
    })
  }
  await recordAudit(transaction, changedEntry(kind, found, next, request))
  return release(transaction, kind, next, { by: by.id, at, entries })
}

async function issuesOf(
  reader: Reader & Transaction,
  kind: DefinitionKind,
  found: DefinitionRecord,
  { change, at }: { change: DefinitionChange; at: number },
): Promise<Issue[]> {
  const refuse = (message: string) => [{ path: 'status', message }]
  switch (change) {
    case 'publish':
      return faultsOfPublishing(reader, kind, found.draft, at)
    case 'resume':
      // What has been paused for long may refer to what is gone, or look back beyond the log.
      return found.published
        ? faultsOfPublishing(reader, kind, found.published, at)
        : refuse('It was never published')
    case 'pause':
      if (found.status === 'archived') return refuse('It is archived: restore it first')
      return found.published ? [] : refuse('It was never published')
    case 'archive':
      return dependentsOf(reader, { kind, key: found.key })
    case 'restore':
      return found.status === 'archived' ? [] : refuse('It is not archived')
    default:
      return change satisfies never
  }
}

function changed(
  record: DefinitionRecord,
  kind: DefinitionKind,
  change: DefinitionChange,
  at: number,
): DefinitionRecord {
  switch (change) {
    case 'publish':
      return published(record, kind, at)
    case 'resume':
      return { ...record, status: startOf(kind) }
    case 'pause':
      return { ...record, status: 'paused' }
    case 'archive':
      return { ...record, status: 'archived' }
    case 'restore':
      return { ...record, status: restored(record, kind) }
    default:
      return change satisfies never
  }
}

/** Nothing begins to happen by taking it back: what only holds does so again. */
function restored({ published }: DefinitionRecord, kind: DefinitionKind): DefinitionStatus {
  if (!published) return 'draft'
  return canPause(kind) ? 'paused' : startOf(kind)
}
