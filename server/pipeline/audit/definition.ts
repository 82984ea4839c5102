/** What the audit log tells of a definition. */
import type { AuditAction } from '../../../shared/audit/action.ts'
import type { Actor } from '../../../shared/audit/actor.ts'
import type { AuditState, NewAuditEntry } from '../../../shared/audit/entry.ts'
import type {
  DefinitionChange,
  DefinitionKind,
  DefinitionRecord,
} from '../../../shared/definition/definition.ts'

type Doing = { by: Actor; at: number }

/** `draft`: what is being written. `published`: what is live, paused or put away. */
export type Side = 'draft' | 'published'

export function definitionEntry(
  action: AuditAction,
  { kind, key, name }: { kind: DefinitionKind; key: string; name: string },
  { by, at }: Doing,
  { before, after }: { before: AuditState; after: AuditState },
): NewAuditEntry {
  return { at, by, action, subject: { kind, key, name }, before, after }
}

/** One that is created, written anew or published. `revertedTo`: the version that its body is. */
export function savedEntry(
  kind: DefinitionKind,
  found: DefinitionRecord | null,
  saved: DefinitionRecord,
  how: Doing & { publish: boolean; revertedTo?: number | undefined },
): NewAuditEntry {
  const side = how.publish ? 'published' : 'draft'
  const after = stateOf(saved, side)
  const from = how.revertedTo === undefined ? {} : { from: how.revertedTo }
  return definitionEntry(
    actionOf(found, how),
    { kind, key: saved.key, name: saved.draft.name },
    how,
    { before: found && stateOf(found, side), after: after && { ...after, ...from } },
  )
}

function actionOf(
  found: DefinitionRecord | null,
  { publish, revertedTo }: { publish: boolean; revertedTo?: number | undefined },
): AuditAction {
  if (revertedTo !== undefined) return 'definition_reverted'
  if (publish) return 'definition_published'
  return found ? 'definition_edited' : 'definition_created'
}

const changes = {
  publish: 'definition_published',
  pause: 'definition_paused',
  resume: 'definition_resumed',
  archive: 'definition_archived',
  restore: 'definition_restored',
} as const satisfies Record<DefinitionChange, AuditAction>

/** Of what is done by its key alone: whether it is live changes, what is in it only as it goes live. */
export function changedEntry(
  kind: DefinitionKind,
  found: DefinitionRecord,
  next: DefinitionRecord,
  { change, by, at }: Doing & { change: DefinitionChange },
): NewAuditEntry {
  const { key } = found
  const statesOf = (record: DefinitionRecord) =>
    change === 'publish' ? stateOf(record, 'published') : { status: record.status }
  const { name } = change === 'publish' ? found.draft : (found.published ?? found.draft)
  const states = { before: statesOf(found), after: statesOf(next) }
  return definitionEntry(changes[change], { kind, key, name }, { by, at }, states)
}

/** As it stood when it was taken away. */
export function deletedEntry(
  kind: DefinitionKind,
  found: DefinitionRecord,
  doing: Doing,
): NewAuditEntry {
  const before = stateOf(found, found.published ? 'published' : 'draft')
  const { key, draft } = found
  const states = { before, after: null }
  return definitionEntry('definition_deleted', { kind, key, name: draft.name }, doing, states)
}

function stateOf({ version, draft, published }: DefinitionRecord, side: Side): AuditState {
  if (side === 'draft') return { body: draft }
  return published && { version, body: published }
}
