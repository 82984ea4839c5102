/** Versions and publications as both APIs tell them: with names in place of ids. */
import type {
  Author,
  DefinitionKind,
  HeldPublication,
  Publication,
  Version,
  VersionPage,
} from '../../shared/definition/definition.ts'
import type { Deps } from '../deps.ts'
import { findAuthors } from '../store/control/authors.ts'
import { findDefinition, listArchived } from '../store/workspace/queries/definitions.ts'
import {
  findPublication,
  findUpdatedBy,
  findVersion,
  listPublications,
  listVersions,
  versionsOnPage,
} from '../store/workspace/queries/versions.ts'
import { ApiError } from './answer/api-error.ts'
import type { Workspace } from './router.ts'

type Where = { deps: Deps; workspace: Workspace }
type Which = { kind: DefinitionKind; key: string }

export async function versionsOf(
  where: Where,
  which: Which,
  before?: number,
): Promise<VersionPage> {
  await mustBeThere(where, which)
  const found = await listVersions(where.workspace.db, which, before)
  const page = found.slice(0, versionsOnPage)
  const authorOf = await authorsOf(
    where,
    page.map((one) => one.publishedBy),
  )
  return {
    versions: page.map((one) => ({ ...one, publishedBy: authorOf(one.publishedBy) })),
    before: found.length > page.length ? (page.at(-1)?.version ?? null) : null,
  }
}

export async function versionOf(where: Where, which: Which, number: number): Promise<Version> {
  const found = await findVersion(where.workspace.db, which, number)
  if (!found) {
    const message = `There is no version ${number} of the ${which.kind} "${which.key}"`
    throw new ApiError('not_found', message)
  }
  const authorOf = await authorsOf(where, [found.publishedBy])
  return { ...found, publishedBy: authorOf(found.publishedBy) }
}

/** What is no number is no version. */
export function parseVersion(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new ApiError('not_found', 'There is no such version')
}

/** All that wait in a workspace, and those that failed. */
export async function publicationsOf(where: Where): Promise<Publication[]> {
  const found = await listPublications(where.workspace.db)
  const authorOf = await authorsOf(
    where,
    found.map((one) => one.scheduledBy),
  )
  return found.map((one) => ({ ...one, scheduledBy: authorOf(one.scheduledBy) }))
}

export async function publicationOf(where: Where, which: Which): Promise<HeldPublication> {
  const found = await findPublication(where.workspace.db, which)
  if (!found) throw new ApiError('not_found', `Nothing is scheduled for "${which.key}"`)
  const authorOf = await authorsOf(where, [found.scheduledBy])
  return { ...found, scheduledBy: authorOf(found.scheduledBy) }
}

/** What was put away, and by whom. */
export async function archivedOf(where: Where, kind: DefinitionKind) {
  const found = await listArchived(where.workspace.db, kind)
  const authorOf = await authorsOf(
    where,
    found.map((one) => one.updatedBy),
  )
  return found.map((one) => ({ ...one, updatedBy: authorOf(one.updatedBy) }))
}

/** Who changed it last. */
export async function updatedBy(where: Where, which: Which): Promise<Author | null> {
  const by = await findUpdatedBy(where.workspace.db, which)
  return by === null ? null : (await authorsOf(where, [by]))(by)
}

async function mustBeThere({ workspace }: Where, { kind, key }: Which) {
  if (await findDefinition(workspace.db, kind, key)) return
  throw new ApiError('not_found', `There is no ${kind} "${key}"`)
}

function authorsOf({ deps, workspace }: Where, ids: readonly string[]) {
  return findAuthors(deps.control.db, workspace.id, ids)
}
