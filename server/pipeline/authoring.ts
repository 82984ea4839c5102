/** Saving and publishing definitions: the checks at the door, versions, and what follows for counters. */

import {
  type DefinitionBody,
  type DefinitionKind,
  type DefinitionRecord,
  type DefinitionStatus,
  definitionSchemas,
} from '../../shared/definition.ts'
import { type Issue, issuesOf } from '../../shared/error.ts'
import type { Nudge } from '../../shared/nudge.ts'
import type { Trigger } from '../../shared/trigger.ts'
import { contradictionsIn } from '../engine/contradiction.ts'
import { leavesOf } from '../engine/leaves.ts'
import { issuesOfTrigger } from '../engine/trigger.ts'
import type { Transaction } from '../store/connection.ts'
import { backfill } from './backfill.ts'
import { alignCounters } from './counters.ts'
import { type Reader, readDefinition, writeDefinition } from './definition-rows.ts'
import { loadDefinitions, raiseRevisionSql } from './definitions.ts'
import type { SaveRequest, SaveResult, StatusRequest } from './pipeline.ts'
import { danglingReferences } from './references.ts'
import { lastVersion } from './stored-definitions.ts'
import { dropWakeups } from './sweep.ts'

/** `entries`: how much of the log may be counted in this very transaction. */
export async function save(
  transaction: Transaction,
  request: SaveRequest,
  entries: number,
): Promise<SaveResult> {
  const { kind, body, at } = request
  const issues = issuesIn(kind, body)
  if (issues.length > 0) return { kind: 'invalid', issues }
  const found = await readDefinition(transaction, kind, body.key)
  if (request.revision !== undefined && request.revision !== (found?.revision ?? 0)) {
    return found ? { kind: 'conflict', record: found } : { kind: 'not_found' }
  }
  const missing = await danglingReferences(transaction, kind, body, request.publish)
  if (missing.length > 0) return { kind: 'invalid', issues: missing }
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
  if (request.publish)
    return release(transaction, kind, published(saved, kind, at), { ...request, entries })
  await writeDefinition(transaction, kind, saved)
  return { kind: 'saved', record: saved }
}

/** What would be refused of it as a draft. */
export async function check(
  reader: Reader,
  kind: DefinitionKind,
  body: DefinitionBody,
): Promise<Issue[]> {
  const issues = issuesIn(kind, body)
  return issues.length > 0 ? issues : danglingReferences(reader, kind, body, false)
}

export async function setStatus(
  transaction: Transaction,
  request: StatusRequest,
  entries: number,
): Promise<SaveResult> {
  const { kind, key, change, at } = request
  const found = await readDefinition(transaction, kind, key)
  if (!found) return { kind: 'not_found' }
  const goingLive = change === 'publish' ? found.draft : found.published
  if (!goingLive) {
    const issue = { path: 'status', message: 'It was never published' }
    return { kind: 'invalid', issues: [issue] }
  }
  if (change !== 'pause') {
    // What has been paused for long may refer to what is gone, or look back beyond the log.
    const missing = await danglingReferences(transaction, kind, goingLive, true)
    if (missing.length > 0) return { kind: 'invalid', issues: missing }
  }
  const record: DefinitionRecord =
    change === 'publish'
      ? published({ ...found, revision: found.revision + 1 }, kind, at)
      : {
          ...found,
          revision: found.revision + 1,
          status: change === 'pause' ? 'paused' : startOf(kind),
          updatedAt: at,
        }
  return release(transaction, kind, record, { ...request, entries })
}

/** What reads counters begins by having them counted; often that is done at once. */
function startOf(kind: DefinitionKind): DefinitionStatus {
  return kind === 'trigger' || kind === 'meter' ? 'counting' : 'live'
}

export function published(
  record: DefinitionRecord,
  kind: DefinitionKind,
  at: number,
): DefinitionRecord {
  return {
    ...record,
    status: startOf(kind),
    version: record.version + 1,
    published: record.draft,
    publishedAt: at,
  }
}

/** What is live changes: keep the version, tell every node, and count what is needed now. */
async function release(
  transaction: Transaction,
  kind: DefinitionKind,
  record: DefinitionRecord,
  { by, at, entries }: { by: string; at: number; entries: number },
): Promise<SaveResult> {
  await writeDefinition(transaction, kind, record)
  await transaction.batch([
    {
      sql: `INSERT INTO versions (kind, key, version, body, published_at, published_by)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      args: [kind, record.key, record.version, JSON.stringify(record.published), at, by],
    },
    raiseRevisionSql,
  ])
  if (kind !== 'trigger' && kind !== 'meter') return { kind: 'saved', record }
  await alignCounters(transaction, at)
  await dropWakeups(transaction, (await loadDefinitions(transaction)).catalogue)
  // A short log is counted right here, and what waits for it goes live.
  await backfill(transaction, at, entries)
  const released = await readDefinition(transaction, kind, record.key)
  return { kind: 'saved', record: released ?? record }
}

/** Faults that can be told from the definition alone. */
export function issuesIn(kind: DefinitionKind, body: DefinitionBody): Issue[] {
  const parsed = definitionSchemas[kind].safeParse(body)
  if (!parsed.success) return issuesOf(parsed.error)
  if (kind === 'trigger') return issuesOfTrigger(parsed.data as Trigger)
  if (kind !== 'nudge') return []
  const { audience } = parsed.data as Nudge
  const message = 'An audience looks at traits and ages; use a trigger to count'
  if (!audience) return []
  const counting = leavesOf(audience, 'audience').flatMap(({ leaf, path }) =>
    'measure' in leaf && !('age' in leaf.measure) ? [{ path: `${path}.measure`, message }] : [],
  )
  return [...counting, ...contradictionsIn(audience, 'audience')]
}
