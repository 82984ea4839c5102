/**
 * A file of definitions is taken whole or not at all, in one transaction: what is in it is written
 * first, and then everything is looked at as it would stand. What does not fit is undone.
 */
import type { NewAuditEntry } from '../../../shared/audit/entry.ts'
import type { DefinitionRecord } from '../../../shared/definition/definition.ts'
import { type Reference, usesOf } from '../../../shared/definition/uses.ts'
import { type FileEntry, fileName, sectionOf } from '../../../shared/file/format.ts'
import type { ImportPlan, Planned } from '../../../shared/file/plan.ts'
import { type ReadFile, readFile } from '../../../shared/file/read.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import type { Transaction } from '../../store/connection.ts'
import { deletedEntry, savedEntry } from '../audit/definition.ts'
import { recordAudit } from '../audit/record.ts'
import { backfill } from '../group/backfill.ts'
import { alignCounters } from '../group/counters.ts'
import { withDestinationKeys } from '../play/destination-keys.ts'
import { dropWakeups } from '../sweep/sweep.ts'
import { issuesIn } from './authoring.ts'
import { writeDefinition } from './definition-rows.ts'
import { type Definitions, loadDefinitions, raiseRevisionSql } from './definitions.ts'
import { planImport } from './plan-import.ts'
import { faultsOfPublishing } from './publishable.ts'
import { danglingReferences } from './references.ts'
import { published } from './release.ts'
import type { ImportRequest, ImportResult } from './requests.ts'
import {
  byKind,
  lastVersion,
  readAllDefinitions,
  type Stored,
  stateOf,
} from './stored-definitions.ts'

type Read = Extract<ReadFile, { kind: 'read' }>

/** Carries the answer out of a transaction that is not to be committed. */
export class Undone extends Error {
  constructor(readonly result: ImportResult) {
    super('Undone')
  }
}

/** All that can be told of the text alone; needs no database. */
export function checkFile(text: string): ReadFile {
  const file = readFile(text)
  if (file.kind === 'invalid') return file
  const issues = file.entries.flatMap(({ kind, key, body }) =>
    file.place({ kind, key, issues: issuesIn(kind, body) }),
  )
  return issues.length > 0 ? { kind: 'invalid', issues } : file
}

/** `entries`: how much of the log may be counted in this very transaction. */
export async function importFile(
  transaction: Transaction,
  read: Read,
  request: ImportRequest,
  entries: number,
): Promise<ImportResult> {
  const file = { ...read, entries: await withKeys(transaction, read.entries) }
  const stored = await readAllDefinitions(transaction)
  const base = stateOf(stored)
  if (request.base !== null && request.base !== base) return { kind: 'conflict', base }
  const definitions = planImport(file.entries, stored, request)
  const touched = definitions.filter(({ what }) => what === 'new' || what === 'changed')
  const deleted = definitions.filter(({ what }) => what === 'deleted')
  const written = await writeAll(transaction, { file, stored, touched, request })
  for (const { kind, key } of deleted) await deleteDefinition(transaction, { kind, key })
  await recordAudit(transaction, ...entriesOf({ stored, written, deleted, request }))
  const { issues, notes } = await lookAt(transaction, { file, written, request })
  issues.push(...(await stillUsed(transaction, deleted)))
  if (issues.length > 0) throw new Undone({ kind: 'invalid', issues })
  const plan: ImportPlan = { base, definitions, notes }
  if (request.dryRun) throw new Undone({ kind: 'planned', plan })
  if (touched.length + deleted.length === 0) return { kind: 'applied', plan }
  await release(transaction, { written, request, entries, hasDeleted: deleted.length > 0 })
  return { kind: 'applied', plan }
}

function withKeys(transaction: Transaction, entries: readonly FileEntry[]): Promise<FileEntry[]> {
  return Promise.all(
    entries.map(async (one) => ({
      ...one,
      body: await withDestinationKeys(transaction, one.kind, one.body),
    })),
  )
}

type Written = { entry: FileEntry; record: DefinitionRecord }

/** One for the file, and one for each definition that it has changed; none where it has changed none. */
function entriesOf(given: {
  stored: Stored[]
  written: Written[]
  deleted: Planned[]
  request: ImportRequest
}): NewAuditEntry[] {
  const { stored, written, deleted, request } = given
  if (written.length + deleted.length === 0) return []
  const { by, at, publish } = request
  const known = new Map(stored.map((one) => [`${one.kind} ${one.key}`, one]))
  const before = ({ kind, key }: Reference) => known.get(`${kind} ${key}`) ?? null
  const isNew = ({ entry }: Written) => before(entry) === null
  const created = written.filter(isNew).length
  return [
    {
      at,
      by,
      action: 'file_imported',
      subject: { kind: 'file', key: fileName, name: null },
      before: null,
      after: { created, changed: written.length - created, deleted: deleted.length },
    },
    ...written.map(({ entry, record }) =>
      savedEntry(entry.kind, before(entry), record, { by, at, publish }),
    ),
    ...deleted.flatMap((one) => {
      const record = before(one)
      return record ? [deletedEntry(one.kind, record, { by, at })] : []
    }),
  ]
}

async function writeAll(
  transaction: Transaction,
  given: { file: Read; stored: Stored[]; touched: Planned[]; request: ImportRequest },
): Promise<Written[]> {
  const { file, stored, touched, request } = given
  const isTouched = new Set(touched.map(({ kind, key }) => `${kind} ${key}`))
  const known = new Map(stored.map((one) => [`${one.kind} ${one.key}`, one]))
  const written: Written[] = []
  for (const entry of file.entries) {
    const place = `${entry.kind} ${entry.key}`
    if (!isTouched.has(place)) continue
    const record = await recordOf(transaction, entry, known.get(place), request)
    await writeDefinition(transaction, entry.kind, record, request.by.id)
    written.push({ entry, record })
  }
  return written
}

async function recordOf(
  transaction: Transaction,
  { kind, key, body, isPaused }: FileEntry,
  before: Stored | undefined,
  { publish, at }: ImportRequest,
): Promise<DefinitionRecord> {
  const saved: DefinitionRecord = {
    key,
    status: before?.status ?? 'draft',
    revision: (before?.revision ?? 0) + 1,
    version: before?.version ?? (await lastVersion(transaction, kind, key)),
    draft: body,
    published: before?.published ?? null,
    updatedAt: at,
    publishedAt: before?.publishedAt ?? null,
  }
  if (!publish) return saved
  const live = published(saved, kind, at)
  return isPaused ? { ...live, status: 'paused' } : live
}

/** What is written, as it stands among all the others. */
async function lookAt(
  transaction: Transaction,
  { file, written, request }: { file: Read; written: Written[]; request: ImportRequest },
): Promise<{ issues: Issue[]; notes: Issue[] }> {
  const issues: Issue[] = []
  const notes: Issue[] = []
  let definitions: Promise<Definitions> | undefined
  const load = () => {
    definitions ??= loadDefinitions(transaction)
    return definitions
  }
  for (const { entry } of written) {
    const { kind, key, body } = entry
    const found = request.publish
      ? await faultsOfPublishing(transaction, kind, body, request.at, load)
      : await danglingReferences(transaction, kind, body, false)
    for (const one of file.place({ kind, key, issues: found })) {
      // Readings come when the product sends them: a workspace that is new has none.
      if (one.path.endsWith('.measure.meter.name')) notes.push(one)
      else issues.push(one)
    }
  }
  return { issues, notes }
}

/** What is to be deleted, and something that stays refers to it. */
async function stillUsed(
  transaction: Transaction,
  deleted: readonly Reference[],
): Promise<Issue[]> {
  if (deleted.length === 0) return []
  const left = byKind(await readAllDefinitions(transaction))
  return deleted.flatMap((one) => {
    const uses = usesOf(one, left)
    if (uses.length === 0) return []
    const names = uses.map((use) => `the ${use.kind} “${use.name}”`).join(', ')
    const path = `${sectionOf(one.kind)}.${one.key}`
    return [{ path, message: `Is not in the file, and cannot be deleted: ${names} refers to it` }]
  })
}

/** Its versions stay: the next one of this key goes on from them. */
export function deleteDefinition(transaction: Transaction, { kind, key }: Reference) {
  const args = [kind, key]
  return transaction.batch([
    { sql: 'DELETE FROM definitions WHERE kind = ? AND key = ?', args },
    { sql: 'DELETE FROM publications WHERE kind = ? AND key = ?', args },
  ])
}

/** What is live has changed: keep the versions, tell every node, and count what is needed now. */
async function release(
  transaction: Transaction,
  given: { written: Written[]; request: ImportRequest; entries: number; hasDeleted: boolean },
): Promise<void> {
  const { written, request, entries, hasDeleted } = given
  const { publish, by, at } = request
  if (!publish && !hasDeleted) return
  const versions = publish ? written : []
  await transaction.batch([
    ...versions.map(({ entry: { kind, key }, record }) => ({
      sql: `INSERT INTO versions (kind, key, version, body, published_at, published_by)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      args: [kind, key, record.version, JSON.stringify(record.published), at, by.id],
    })),
    raiseRevisionSql,
  ])
  await countAnew(transaction, at, entries)
}

/** Counters follow what is live. */
export async function countAnew(
  transaction: Transaction,
  at: number,
  entries: number,
): Promise<void> {
  await alignCounters(transaction, at)
  await dropWakeups(transaction, (await loadDefinitions(transaction)).catalogue)
  // A short log is counted right here, and what waits for it goes live.
  await backfill(transaction, at, entries)
}
