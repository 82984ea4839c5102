/** Workspaces: made and listed. */
import { listKeys } from '../store/control/keys.ts'
import { findPersonByEmail } from '../store/control/people.ts'
import { addWorkspace, listWorkspaces, type WorkspaceRow } from '../store/control/workspaces.ts'
import { NamespaceMissing } from '../store/namespaces.ts'
import type { Store } from '../store/open.ts'
import { newWorkspaceId } from '../store/random-text.ts'
import { type Command, type Line, Refused } from './command.ts'
import type { Owned } from './run-command.ts'

type Create = Extract<Command, { command: 'workspace_create' }>

export async function createWorkspace(
  { control, now, upgrade }: Pick<Owned, 'control' | 'now' | 'upgrade'>,
  { name, owner }: Create,
): Promise<Line[]> {
  const person = owner === null ? null : await findPersonByEmail(control.db, owner)
  if (person === undefined) throw new Refused('Nobody with this e-mail address is there')
  const workspace = { id: newWorkspaceId(), name, createdAt: now() }
  await addWorkspace(control.db, workspace, person?.id ?? null)
  // Made now rather than with the first request, to say so where somebody else has to.
  const missing = await upgrade(workspace.id).then(() => undefined, missingNamespace)
  return [
    { type: 'workspace', ...workspace, keys: 0 },
    ...(person === null
      ? [note('Nobody sees it in the console: with --owner <e-mail> somebody would')]
      : []),
    ...(missing ? [note(missing)] : []),
  ]
}

export async function describeWorkspaces({ db }: Store): Promise<Line[]> {
  const all = await listWorkspaces(db)
  return Promise.all(
    all.map(async (one) => ({
      type: 'workspace' as const,
      ...one,
      keys: (await listKeys(db, one.id)).length,
    })),
  )
}

export async function findWorkspace({ db }: Store, id: string): Promise<WorkspaceRow> {
  const found = (await listWorkspaces(db)).find((one) => one.id === id)
  if (!found) throw new Refused(`There is no workspace "${id}": \`brim workspace list\` names them`)
  return found
}

function missingNamespace(error: unknown): string {
  if (error instanceof NamespaceMissing) return error.message
  throw error
}

function note(message: string): Line {
  return { type: 'note', message }
}
