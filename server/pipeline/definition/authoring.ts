/** Saving definitions, and publishing what is saved: the checks at the door. */

import {
  type DefinitionBody,
  type DefinitionKind,
  type DefinitionRecord,
  definitionSchemas,
} from '../../../shared/definition/definition.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import type { Trigger } from '../../../shared/definition/trigger.ts'
import type { Play } from '../../../shared/play/play.ts'
import { type Issue, issuesOf } from '../../../shared/protocol/error.ts'
import { isSame } from '../../../shared/value/difference.ts'
import { contradictionsIn } from '../../engine/contradiction.ts'
import { leavesOf } from '../../engine/leaves.ts'
import { issuesOfTrigger } from '../../engine/trigger.ts'
import type { Transaction } from '../../store/connection.ts'
import { savedEntry } from '../audit/definition.ts'
import { recordAudit } from '../audit/record.ts'
import { withDestinationKeys } from '../play/destination-keys.ts'
import { type Reader, readDefinition, writeDefinition } from './definition-rows.ts'
import { faultsOfPublishing } from './publishable.ts'
import { danglingReferences } from './references.ts'
import { published, release } from './release.ts'
import type { SaveRequest, SaveResult } from './requests.ts'
import { lastVersion } from './stored-definitions.ts'

/** `entries`: how much of the log may be counted in this very transaction. */
export async function save(
  transaction: Transaction,
  request: SaveRequest,
  entries: number,
): Promise<SaveResult> {
  const { kind, at } = request
  const body = await withDestinationKeys(transaction, kind, request.body)
  const issues = issuesIn(kind, body)
  if (issues.length > 0) return { kind: 'invalid', issues }
  const found = await readDefinition(transaction, kind, body.key)
  if (request.revision !== undefined && request.revision !== (found?.revision ?? 0)) {
    return found ? { kind: 'conflict', record: found } : { kind: 'not_found' }
  }
  const faults = request.publish
    ? await faultsOfPublishing(transaction, kind, body, at)
    : await danglingReferences(transaction, kind, body, false)
  if (faults.length > 0) return { kind: 'invalid', issues: faults }
  const saved: DefinitionRecord = {
    key: body.key,
    status: found?.status ?? 'draft',
    revision: (found?.revision ?? 0) + 1,
    version: found?.version ?? (await lastVersion(transaction, kind, body.key)),
    draft: body,
    published: found?.published ?? null,
    updatedAt: at,
    publishedAt: found?.publishedAt ?? null,
  }
  const next = request.publish ? published(saved, kind, at) : saved
  const isSaid = request.publish || !found || !isSame(found.draft, body)
  if (isSaid) await recordAudit(transaction, savedEntry(kind, found, next, request))
  if (request.publish) {
    return release(transaction, kind, next, { by: request.by.id, at, entries })
  }
  await writeDefinition(transaction, kind, saved, request.by.id)
  return { kind: 'saved', record: saved }
}

/** What would be refused of it as a draft. */
export async function check(
  reader: Reader,
  kind: DefinitionKind,
  given: DefinitionBody,
): Promise<Issue[]> {
  const body = await withDestinationKeys(reader, kind, given)
  const issues = issuesIn(kind, body)
  return issues.length > 0 ? issues : danglingReferences(reader, kind, body, false)
}

/** Faults that can be told from the definition alone. */
export function issuesIn(kind: DefinitionKind, body: DefinitionBody): Issue[] {
  const parsed = definitionSchemas[kind].safeParse(body)
  if (!parsed.success) return issuesOf(parsed.error)
  if (kind === 'trigger') return issuesOfTrigger(parsed.data as Trigger)
  if (kind === 'play') {
    const { accounts } = (parsed.data as Play).for
    return accounts ? contradictionsIn(accounts, 'for.accounts') : []
  }
  if (kind !== 'nudge') return []
  const { audience } = parsed.data as Nudge
  const message = 'An audience looks at traits and ages; use a trigger to count'
  if (!audience) return []
  const counting = leavesOf(audience, 'audience').flatMap(({ leaf, path }) =>
    'measure' in leaf && !('age' in leaf.measure) ? [{ path: `${path}.measure`, message }] : [],
  )
  return [...counting, ...contradictionsIn(audience, 'audience')]
}
