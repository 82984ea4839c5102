/** What is live changes: the version is kept, every node is told, and what is needed is counted. */
import type {
  DefinitionKind,
  DefinitionRecord,
  DefinitionStatus,
} from '../../../shared/definition/definition.ts'
import type { Transaction } from '../../store/connection.ts'
import { backfill } from '../group/backfill.ts'
import { alignCounters } from '../group/counters.ts'
import { dropWakeups } from '../sweep/sweep.ts'
import { readDefinition, writeDefinition } from './definition-rows.ts'
import { loadDefinitions, raiseRevisionSql } from './definitions.ts'
import type { SaveResult } from './requests.ts'

/** `entries`: how much of the log may be counted in this very transaction. */
export type Releasing = { by: string; at: number; entries: number }

export async function release(
  transaction: Transaction,
  kind: DefinitionKind,
  record: DefinitionRecord,
  { by, at, entries }: Releasing,
): Promise<SaveResult> {
  await writeDefinition(transaction, kind, record, by)
  await transaction.batch([
    // What was never published has no version: it can be put away all the same.
    ...(record.published
      ? [
          {
            sql: `INSERT INTO versions (kind, key, version, body, published_at, published_by)
                  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
            args: [kind, record.key, record.version, JSON.stringify(record.published), at, by],
          },
        ]
      : []),
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

/** What reads counters begins by having them counted; often that is done at once. */
export function startOf(kind: DefinitionKind): DefinitionStatus {
  return kind === 'trigger' || kind === 'meter' ? 'counting' : 'live'
}

/** With its draft as the next version. */
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
