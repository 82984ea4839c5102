/** Carries a command out, for whoever owns the data. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Sealer } from '../seal.ts'
import type { StoreLocation } from '../store/location.ts'
import type { Store } from '../store/open.ts'
import { type Command, type Line, Refused } from './command.ts'
import type { Job } from './job.ts'
import { createKey, describeKeys, revoke } from './keys.ts'
import { dropSecondFactor, resetPassword } from './people.ts'
import { reseal } from './reseal.ts'
import { createWorkspace, describeWorkspaces, findWorkspace } from './workspaces.ts'

/** What it works with: the server's own, or what a command on its own has opened. */
export type Owned = {
  location: StoreLocation
  control: Store
  /** Brings the database of a workspace to the newest schema. */
  upgrade(workspace: string): Promise<unknown>
  /** Whether the secret is kept in the data folder, or comes from the environment. */
  isSecretKept: boolean
  version: string
  /** Where people reach Brim. */
  url: string
  runJob(job: Job): AsyncIterable<string>
  /** Seals under the secret of now, and opens what those before have sealed. */
  sealer: Sealer
  /** A connection that reads the database of a workspace. */
  openWorkspace(workspace: string): Promise<Store>
  /** Write what is sealed, where it still is what was read. */
  swapCredentials: Pipeline['swapCredentials']
  swapAnswer: Pipeline['swapAnswer']
  /** Keys have changed: what was in memory of them counts no more. */
  forgetKeys(): void
  now(): number
  newId(prefix: string): string
}

/** The lines of its answer, as JSON. Refuses with `Refused`. */
export async function* runCommand(owned: Owned, command: Command): AsyncGenerator<string> {
  if (command.command === 'backup' || command.command === 'export') {
    yield* owned.runJob(await jobOf(owned, command))
    return
  }
  for (const line of await change(owned, command)) yield JSON.stringify(line)
}

type LongCommand = Extract<Command, { command: 'backup' | 'export' }>
type ShortCommand = Exclude<Command, LongCommand>

function change(owned: Owned, command: ShortCommand): Promise<Line[]> {
  switch (command.command) {
    case 'workspace_create':
      return createWorkspace(owned, command)
    case 'reseal':
      return reseal(owned)
    case 'workspace_list':
      return describeWorkspaces(owned.control)
    case 'password_reset':
      return resetPassword(owned, command)
    case 'second_factor_remove':
      return dropSecondFactor(owned, command)
    case 'key_create':
      return createKey(owned, command)
    case 'key_list':
      return describeKeys(owned.control, command.workspace)
    case 'key_revoke':
      return revoke(owned, command)
    default:
      return command satisfies never
  }
}

async function jobOf(owned: Owned, command: LongCommand): Promise<Job> {
  const { location, control, version } = owned
  switch (command.command) {
    case 'backup': {
      if (location.kind === 'server') {
        throw new Refused('The databases are on a libSQL server: back them up there')
      }
      const { folder } = location
      // Before its first start a server has made none yet.
      const isIncluded = command.withSecret && existsSync(join(folder, 'secret'))
      const kept = isIncluded ? 'included' : 'left_out'
      const secret = owned.isSecretKept ? kept : 'environment'
      return { kind: 'backup', folder, to: command.to, secret, version }
    }
    case 'export': {
      const { id, name } = await findWorkspace(control, command.workspace)
      await owned.upgrade(id)
      return { kind: 'export', location, workspace: { id, name }, version }
    }
    default:
      return command satisfies never
  }
}
