/** Saving and publishing definitions: the checks at the door, versions, and what follows for counters. */
import type { Transaction } from '@libsql/client'
import {
  type DefinitionBody,
  type DefinitionKind,
  type DefinitionRecord,
  definitionSchemas,
} from '../../shared/definition.ts'
import { type Issue, issuesOf } from '../../shared/error.ts'
import type { Nudge } from '../../shared/nudge.ts'
import type { Trigger } from '../../shared/trigger.ts'
import { leavesOf } from '../engine/leaves.ts'
import { issuesOfTrigger } from '../engine/trigger.ts'
import { alignCounters } from './counters.ts'
import { type Reader, readDefinition, writeDefinition } from './definition-rows.ts'
import type { SaveRequest, SaveResult, StatusRequest } from './pipeline.ts'
import { danglingReferences } from './references.ts'
import { alignWakeups } from './sweep.ts'

export async function save(transaction: Transaction, request: SaveRequest): Promise<SaveResult> {
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
    version: found?.version ?? 0,
    draft: body,
    published: found?.published ?? null,
    updatedAt: at,
    publishedAt: found?.publishedAt ?? null,
  }
  const record = request.publish ? published(saved, at) : saved
  await writeDefinition(transaction, kind, record)
  if (request.publish) await release(transaction, kind, record, request)
  return { kind: 'saved', record }
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
): Promise<SaveResult> {
  const { kind, key, change, at } = request
  const found = await readDefinition(transaction, kind, key)
  if (!found) return { kind: 'not_found' }
  if (change === 'publish') {
    const missing = await danglingReferences(transaction, kind, found.draft, true)
    if (missing.length > 0) return { kind: 'invalid', issues: missing }
  } else if (!found.published) {
    const issue = { path: 'status', message: 'It was never published' }
    return { kind: 'invalid', issues: [issue] }
  }
  const record: DefinitionRecord =
    change === 'publish'
      ? published({ ...found, revision: found.revision + 1 }, at)
      : {
          ...found,
          revision: found.revision + 1,
          status: change === 'pause' ? 'paused' : 'live',
          updatedAt: at,
        }
  await writeDefinition(transaction, kind, record)
  await release(transaction, kind, record, request)
  return { kind: 'saved', record }
}

function published(record: DefinitionRecord, at: number): DefinitionRecord {
  return {
    ...record,
    status: 'live',
    version: record.version + 1,
    published: record.draft,
    publishedAt: at,
  }
}

/** What is live has changed: keep the version, tell every node, and count what is needed now. */
async function release(
  transaction: Transaction,
  kind: DefinitionKind,
  record: DefinitionRecord,
  { by, at }: { by: string; at: number },
) {
  await transaction.batch([
    {
      sql: `INSERT INTO versions (kind, key, version, body, published_at, published_by)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      args: [kind, record.key, record.version, JSON.stringify(record.published), at, by],
    },
    `INSERT INTO settings (name, value) VALUES ('definitions', '1')
     ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
  ])
  if (kind !== 'trigger') return
  const catalogue = await alignCounters(transaction, at)
  await alignWakeups(transaction, catalogue, record.key, at)
}

/** Faults that can be told from the definition alone. */
export function issuesIn(kind: DefinitionKind, body: DefinitionBody): Issue[] {
  const parsed = definitionSchemas[kind].safeParse(body)
  if (!parsed.success) return issuesOf(parsed.error)
  if (kind === 'trigger') return issuesOfTrigger(parsed.data as Trigger)
  if (kind !== 'nudge') return []
  const { audience } = parsed.data as Nudge
  return (audience ? leavesOf(audience, 'audience') : []).flatMap(({ leaf, path }) =>
    'measure' in leaf
      ? [
          {
            path: `${path}.measure`,
            message: 'An audience looks at traits; use a trigger to count',
          },
        ]
      : [],
  )
}
