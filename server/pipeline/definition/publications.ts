/** Drafts that are published at a time: held in the database, and carried out once, by whoever is first. */
import { brim } from '../../../shared/audit/actor.ts'
import type { DefinitionBody, DefinitionKind } from '../../../shared/definition/definition.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import { definitionEntry, savedEntry } from '../audit/definition.ts'
import { recordAudit } from '../audit/record.ts'
import { issuesIn } from './authoring.ts'
import { type Reader, readDefinition, writeDefinition } from './definition-rows.ts'
import { faultsOfPublishing } from './publishable.ts'
import { published, release } from './release.ts'
import type { SaveResult, ScheduleRequest } from './requests.ts'

/** Later than this nobody means. */
const furthestMs = 400 * dayMs

/**
 * Sets, moves or cancels the publication of a draft. The draft is kept as it is now: half a thought
 * that somebody types later does not go live at nine o'clock.
 */
export async function schedule(
  transaction: Transaction,
  request: ScheduleRequest,
): Promise<SaveResult> {
  const { kind, key, publishAt, revision, by, at } = request
  const found = await readDefinition(transaction, kind, key)
  if (!found) return { kind: 'not_found' }
  if (revision !== undefined && revision !== found.revision) {
    return { kind: 'conflict', record: found }
  }
  const issues =
    publishAt === null
      ? []
      : [
          ...issuesOfTime(publishAt, at),
          ...(await faultsOfPublishing(transaction, kind, found.draft, at)),
        ]
  if (issues.length > 0) return { kind: 'invalid', issues }
  // Whoever edits, pauses or schedules it at the same time learns that somebody was there.
  const record = { ...found, revision: found.revision + 1, updatedAt: at }
  await writeDefinition(transaction, kind, record, by.id)
  const before = await readPublishAt(transaction, kind, key)
  if (publishAt !== before) {
    const action = publishAt === null ? 'publication_cancelled' : 'publication_scheduled'
    const stateOf = (time: number | null) => (time === null ? null : { publishAt: time })
    const states = { before: stateOf(before), after: stateOf(publishAt) }
    const { name } = found.draft
    await recordAudit(transaction, definitionEntry(action, { kind, key, name }, request, states))
  }
  await transaction.execute(
    publishAt === null
      ? { sql: 'DELETE FROM publications WHERE kind = ? AND key = ?', args: [kind, key] }
      : {
          sql: `INSERT INTO publications (kind, key, at, body, scheduled_at, scheduled_by, failure)
                VALUES (?, ?, ?, ?, ?, ?, NULL)
                ON CONFLICT (kind, key) DO UPDATE SET at = excluded.at, body = excluded.body,
                scheduled_at = excluded.scheduled_at, scheduled_by = excluded.scheduled_by,
                failure = NULL`,
          args: [kind, key, publishAt, JSON.stringify(found.draft), at, by.id],
        },
  )
  return { kind: 'saved', record }
}

/** Null where nothing is scheduled. */
async function readPublishAt(
  reader: Reader,
  kind: DefinitionKind,
  key: string,
): Promise<number | null> {
  const { rows } = await reader.execute({
    sql: 'SELECT at FROM publications WHERE kind = ? AND key = ?',
    args: [kind, key],
  })
  return rows[0] ? Number(rows[0].at) : null
}

function issuesOfTime(publishAt: number, at: number): Issue[] {
  if (publishAt <= at) return [{ path: 'at', message: 'That time has passed' }]
  return publishAt > at + furthestMs
    ? [{ path: 'at', message: 'That is more than a year away' }]
    : []
}

export async function hasDue(reader: Reader, at: number): Promise<boolean> {
  const { rows } = await reader.execute({
    sql: 'SELECT 1 FROM publications WHERE failure IS NULL AND at <= ? LIMIT 1',
    args: [at],
  })
  return rows.length > 0
}

/** What others refer to goes first where several are due at once. */
const order = `CASE kind WHEN 'plan' THEN 0 WHEN 'meter' THEN 1 WHEN 'offer' THEN 2
  WHEN 'trigger' THEN 3 WHEN 'nudge' THEN 4 ELSE 5 END`

/**
 * Publishes the one that has been due for longest; answers whether there was one. What cannot go live
 * any more stays, with the reason, until somebody looks at it.
 */
export async function carryOut(
  transaction: Transaction,
  at: number,
  entries: number,
): Promise<boolean> {
  const { rows } = await transaction.execute({
    sql: `SELECT kind, key, body, scheduled_by FROM publications
          WHERE failure IS NULL AND at <= ? ORDER BY at, ${order}, key LIMIT 1`,
    args: [at],
  })
  const [row] = rows
  if (!row) return false
  const issues = await attempt(transaction, row, { at, entries })
  const place = [String(row.kind), String(row.key)]
  if (issues.length > 0) await recordFailure(transaction, row, issues, at)
  await transaction.execute(
    issues.length === 0
      ? { sql: 'DELETE FROM publications WHERE kind = ? AND key = ?', args: place }
      : {
          sql: 'UPDATE publications SET failure = ? WHERE kind = ? AND key = ?',
          args: [JSON.stringify(issues), ...place],
        },
  )
  return true
}

async function recordFailure(transaction: Transaction, row: Row, issues: Issue[], at: number) {
  const { name } = JSON.parse(String(row.body)) as DefinitionBody
  const which = { kind: row.kind as DefinitionKind, key: String(row.key), name }
  const states = { before: null, after: { issues: issues.map(({ message }) => message) } }
  await recordAudit(
    transaction,
    definitionEntry('publication_failed', which, { by: brim, at }, states),
  )
}

async function attempt(
  transaction: Transaction,
  row: Row,
  { at, entries }: { at: number; entries: number },
): Promise<Issue[]> {
  const kind = row.kind as DefinitionKind
  const by = String(row.scheduled_by)
  const body = JSON.parse(String(row.body)) as DefinitionBody
  const found = await readDefinition(transaction, kind, String(row.key))
  if (!found) return [{ path: '', message: 'It is not there any more' }]
  const issues = issuesIn(kind, body)
  if (issues.length > 0) return issues
  const faults = await faultsOfPublishing(transaction, kind, body, at)
  if (faults.length > 0) return faults
  const live = published({ ...found, draft: body, revision: found.revision + 1 }, kind, at)
  await recordAudit(transaction, savedEntry(kind, found, live, { by: brim, at, publish: true }))
  // What has been typed since then goes on being the draft.
  await release(transaction, kind, { ...live, draft: found.draft }, { by, at, entries })
  return []
}
