/**
 * What an operator may have done, as one closed list: asked of the process that owns the data or,
 * where none runs, done by whoever asks. Every command is answered with lines of JSON.
 */
import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { issuesOf } from '../../shared/protocol/error.ts'
import { originPattern } from '../http/key/origin.ts'
import { scopes } from '../store/control/schema.ts'

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'Expected the id of a workspace')
const name = z.string().trim().min(1, 'A name is needed').max(120)

const email = z.email('Expected an e-mail address')

const keyCreate = z
  .strictObject({
    command: z.literal('key_create'),
    workspace: id,
    kind: z.enum(['publishable', 'secret']),
    name: name.max(60),
    origins: z.array(originPattern).max(50),
    scopes: z.array(z.enum(scopes)),
  })
  .refine((key) => key.kind === 'publishable' || key.origins.length === 0, {
    path: ['origins'],
    error: 'Only a publishable key is bound to origins',
  })
  .refine((key) => key.kind === 'secret' || key.scopes.length === 0, {
    path: ['scopes'],
    error: 'Only a secret key has scopes',
  })

export const command = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('backup'),
    to: z.string().refine(isAbsolute, 'Expected an absolute path'),
    withSecret: z.boolean(),
  }),
  z.strictObject({ command: z.literal('export'), workspace: id }),
  z.strictObject({
    command: z.literal('workspace_create'),
    name,
    owner: email.nullable(),
  }),
  z.strictObject({ command: z.literal('workspace_list') }),
  z.strictObject({ command: z.literal('password_reset'), email }),
  z.strictObject({ command: z.literal('second_factor_remove'), email }),
  z.strictObject({ command: z.literal('reseal') }),
  keyCreate,
  z.strictObject({ command: z.literal('key_list'), workspace: id }),
  z.strictObject({
    command: z.literal('key_revoke'),
    workspace: id,
    key: z.string().min(1).max(100),
  }),
])
export type Command = z.infer<typeof command>

/** A command that was not carried out, and why, in words for the operator. */
export class Refused extends Error {
  override name = 'Refused'
}

export function parseCommand(given: unknown): Command {
  const result = command.safeParse(given)
  if (result.success) return result.data
  const faults = issuesOf(result.error).map(({ path, message }) =>
    path ? `${path}: ${message}` : message,
  )
  throw new Refused(faults.join('\n'))
}

/** One line of an answer. What an export says stands in `export/tables.ts`. */
export type Line =
  | { type: 'workspace'; id: string; name: string; createdAt: number; keys: number }
  | {
      type: 'key'
      id: string
      kind: string
      name: string
      /** All of a publishable key, and of a secret one what it is recognised by. */
      text: string
      origins: string[]
      scopes: string[]
      createdAt: number
      lastUsedAt: number | null
    }
  /** The only time that a secret key is told. */
  | { type: 'token'; token: string }
  | { type: 'revoked'; id: string }
  /** Where somebody chooses a new password, once. */
  | { type: 'link'; link: string; email: string; expiresAt: number }
  | { type: 'second_factor_removed'; email: string }
  | { type: 'copied'; path: string; bytes: number }
  | { type: 'backup'; folder: string; files: number; bytes: number; secret: string }
  | { type: 'checked'; path: string; bytes: number }
  /** What has happened since the backup and holds on: who is erased anew, which keys are no good. */
  | { type: 'carried'; erased: number; revoked: number }
  | { type: 'restored'; folder: string; files: number; aside: string | null; at: string }
  /** `unopened`: sealed under a secret that nobody has told. */
  | { type: 'resealed'; texts: number; unopened: number }
  | { type: 'note'; message: string }
