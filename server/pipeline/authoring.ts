/** Saving and publishing definitions: the checks at the door, versions, and what follows for counters. */
import type { Transaction } from '@libsql/client'
import {
  type DefinitionBody,
  type DefinitionKind,
  type DefinitionRecord,
  type DefinitionStatus,
  definitionSchemas,
} from '../../shared/definition.ts'
import { type Issue, issuesOf } from '../../shared/error.ts'
import type { Nudge } from '../../shared/nudge.ts'
import type { Offer } from '../../shared/plan.ts'
import type { Trigger } from '../../shared/trigger.ts'
import { leavesOf } from '../engine/leaves.ts'
import { issuesOfTrigger } from '../engine/trigger.ts'
import { alignCounters } from './counters.ts'
import type { SaveRequest, SaveResult, StatusRequest } from './pipeline.ts'
import { alignWakeups } from './sweep.ts'

export async function save(transaction: Transaction, request: SaveRequest): Promise<SaveResult> {
  const { kind, body, at } = request
  const issues = issuesIn(kind, body)
  if (issues.length > 0) return { kind: 'invalid', issues }
  const found = await read(transaction, kind, body.key)
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
  await write(transaction, kind, record)
  if (request.publish) await release(transaction, kind, record, request)
  return { kind: 'saved', record }
}

export async function setStatus(
  transaction: Transaction,
  request: StatusRequest,
): Promise<SaveResult> {
  const { kind, key, change, at } = request
  const found = await read(transaction, kind, key)
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
  await write(transaction, kind, record)
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

/** References to what isn't there, or, when publishing, isn't published. */
async function danglingReferences(
  transaction: Transaction,
  kind: DefinitionKind,
  body: DefinitionBody,
  mustBePublished: boolean,
): Promise<Issue[]> {
  const issues: Issue[] = []
  const need = async (of: DefinitionKind, key: string | undefined, path: string) => {
    const found = key === undefined ? null : await read(transaction, of, key)
    if (key === undefined) return found
    if (!found) issues.push({ path, message: `There is no ${of} "${key}"` })
    else if (mustBePublished && !found.published) {
      issues.push({ path, message: `The ${of} "${key}" is not published yet` })
    }
    return found
  }
  if (kind === 'trigger') await need('offer', (body as Trigger).recommends, 'recommends')
  if (kind === 'offer') {
    const offer = body as Offer
    if ('plan' in offer) await need('plan', offer.plan, 'plan')
  }
  if (kind === 'nudge') {
    const nudge = body as Nudge
    await need('trigger', nudge.trigger, 'trigger')
    const offer = await need('offer', nudge.offer, 'offer')
    issues.push(...trialActionsWithoutTrial(nudge, offer?.draft as Offer | undefined))
  }
  return issues
}

function trialActionsWithoutTrial(nudge: Nudge, offer: Offer | undefined): Issue[] {
  if (!offer || offer.kind === 'trial') return []
  return Object.entries(nudge.copy).flatMap(([locale, copy]) =>
    copy.actions.flatMap((action, i) =>
      action.kind === 'trial'
        ? [
            {
              path: `copy.${locale}.actions.${i}.kind`,
              message: `The offer "${offer.key}" is no trial, so there is none to start`,
            },
          ]
        : [],
    ),
  )
}

async function read(
  transaction: Transaction,
  kind: DefinitionKind,
  key: string,
): Promise<DefinitionRecord | null> {
  const found = await transaction.execute({
    sql: 'SELECT * FROM definitions WHERE kind = ? AND key = ?',
    args: [kind, key],
  })
  const row = found.rows[0]
  if (!row) return null
  return {
    key,
    status: row.status as DefinitionStatus,
    revision: Number(row.revision),
    version: Number(row.version),
    draft: JSON.parse(String(row.draft)),
    published: row.published === null ? null : JSON.parse(String(row.published)),
    updatedAt: Number(row.updated_at),
    publishedAt: row.published_at === null ? null : Number(row.published_at),
  }
}

async function write(transaction: Transaction, kind: DefinitionKind, record: DefinitionRecord) {
  await transaction.execute({
    sql: `INSERT INTO definitions (kind, key, status, revision, version, draft, published, updated_at, published_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (kind, key) DO UPDATE SET status = excluded.status, revision = excluded.revision,
          version = excluded.version, draft = excluded.draft, published = excluded.published,
          updated_at = excluded.updated_at, published_at = excluded.published_at`,
    args: [
      kind,
      record.key,
      record.status,
      record.revision,
      record.version,
      JSON.stringify(record.draft),
      record.published && JSON.stringify(record.published),
      record.updatedAt,
      record.publishedAt,
    ],
  })
}
