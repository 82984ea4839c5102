/** Keys: made, listed, revoked. A secret one is told once, when it is made. */
import { cli } from '../../shared/audit/actor.ts'
import { addKey, createToken, type Key, listKeys, revokeKey } from '../store/control/keys.ts'
import type { Store } from '../store/open.ts'
import { type Command, type Line, Refused } from './command.ts'
import type { Owned } from './run-command.ts'
import { findWorkspace } from './workspaces.ts'

type Create = Extract<Command, { command: 'key_create' }>
type Revoke = Extract<Command, { command: 'key_revoke' }>
type Keeping = Pick<Owned, 'control' | 'now' | 'newId' | 'forgetKeys'>

export async function createKey(owned: Keeping, wanted: Create): Promise<Line[]> {
  const { control, now, newId } = owned
  const { kind, name, origins, scopes } = wanted
  const { id: workspace } = await findWorkspace(control, wanted.workspace)
  const token = createToken(kind)
  const key = await addKey(
    control.db,
    {
      id: newId('key'),
      workspace,
      kind,
      name,
      token,
      origins,
      ...(scopes.length > 0 ? { scopes } : {}),
      at: now(),
    },
    cli,
  )
  owned.forgetKeys()
  return [lineOf(key), { type: 'token', token }]
}

export async function describeKeys(control: Store, workspace: string): Promise<Line[]> {
  const { id } = await findWorkspace(control, workspace)
  return (await listKeys(control.db, id)).map(lineOf)
}

export async function revoke(owned: Keeping, { workspace, key }: Revoke): Promise<Line[]> {
  const { control, now } = owned
  if (!(await revokeKey(control.db, { workspace, id: key }, { by: cli, at: now() }))) {
    throw new Refused(
      `The workspace "${workspace}" has no key "${key}": \`brim key list\` names them`,
    )
  }
  owned.forgetKeys()
  return [{ type: 'revoked', id: key }]
}

function lineOf(key: Key): Line {
  const { id, kind, name, token, prefix, last4, origins, scopes, createdAt, lastUsedAt } = key
  const text = token ?? `${prefix}…${last4}`
  return { type: 'key', id, kind, name, text, origins, scopes, createdAt, lastUsedAt }
}
