/** From the words of the command line to what shall be done. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fileName } from '../../shared/file/format.ts'
import { type Command, parseCommand, Refused } from '../operate/command.ts'
import type { Pull, Push } from './repository.ts'
import { type CommandName, commandNames, helpOf, helpOfAll } from './usage.ts'

export type Wanted =
  | { kind: 'help'; text: string }
  | { kind: 'start' }
  | { kind: 'restore'; from: string; workspace: string | null; force: boolean; json: boolean }
  | { kind: 'command'; command: Command; json: boolean }
  | Pull
  | Push

/** The line can't be understood; the message says why. */
export class UsageError extends Error {
  override name = 'UsageError'
}

const common = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const
const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const many = { type: 'string', multiple: true } as const

const options = {
  start: { demo: flag },
  backup: { 'without-secret': flag },
  restore: { workspace: text, force: flag },
  export: {},
  reseal: {},
  pull: { server: text, drafts: flag },
  push: { server: text, publish: flag, delete: flag, 'dry-run': flag },
  'workspace create': { owner: text },
  'workspace list': {},
  'reset-password': {},
  'second-factor remove': {},
  'key create': { workspace: text, kind: text, name: text, origin: many, scope: many },
  'key list': { workspace: text },
  'key revoke': { workspace: text },
} as const satisfies Record<CommandName, object>

/** What stands without a name before it, in order. */
const positionals: Partial<Record<CommandName, string>> = {
  pull: 'file',
  push: 'file',
  backup: 'folder',
  restore: 'backup',
  export: 'workspace',
  'workspace create': 'name',
  'reset-password': 'e-mail',
  'second-factor remove': 'e-mail',
  'key revoke': 'key',
}

/** What it is where nobody says. */
const usual: Partial<Record<CommandName, string>> = { pull: fileName, push: fileName }

export function parseCommandLine(args: readonly string[]): Wanted {
  if (args.length === 0 || ['help', '--help', '-h'].includes(args[0] ?? '')) {
    return { kind: 'help', text: helpOfAll() }
  }
  const name = nameOf(args)
  const read = readArgs(name, behindName(name, args))
  if (read.values.help) return { kind: 'help', text: helpOf(name) }
  const subject = positionals[name]
  const [first = usual[name] ?? ''] = read.positionals
  if (subject && !first) throw new UsageError(`<${subject}> is missing\n\n${helpOf(name)}`)
  if (read.positionals.length > (subject ? 1 : 0)) {
    throw new UsageError(`"${read.positionals.at(-1)}" is one word too many\n\n${helpOf(name)}`)
  }
  return wantedOf(name, first, read.values)
}

function nameOf(args: readonly string[]): CommandName {
  const words = args.filter((one) => !one.startsWith('-'))
  const given = args[0]?.startsWith('-') ? '' : words.slice(0, 2).join(' ')
  const name = commandNames.find((one) => given === one || given.startsWith(`${one} `))
  if (name) return name
  const group = commandNames.filter((one) => one.startsWith(`${words[0]} `))
  throw new UsageError(
    group.length > 0
      ? `brim ${words[0]} is followed by ${group.map((one) => one.split(' ')[1]).join(' or ')}`
      : `There is no command "${args[0]}"\n\n${helpOfAll()}`,
  )
}

/** All but the words of the name: an option may stand between them. */
function behindName(name: CommandName, args: readonly string[]): string[] {
  let words = name.split(' ').length
  return args.filter((one) => one.startsWith('-') || words-- <= 0)
}

type Values = Record<string, string | boolean | string[] | undefined>

function readArgs(name: CommandName, args: string[]) {
  try {
    const config = { ...common, ...options[name] }
    return parseArgs({ args, options: config, allowPositionals: true, strict: true }) as {
      values: Values
      positionals: string[]
    }
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${helpOf(name)}`)
  }
}

function wantedOf(name: CommandName, first: string, values: Values): Wanted {
  const json = values.json === true
  const said = (option: string) => (values[option] as string | undefined) ?? null
  const needed = (option: string) => {
    const value = said(option)
    if (!value) throw new UsageError(`--${option} is missing\n\n${helpOf(name)}`)
    return value
  }
  const all = (option: string) => (values[option] as string[] | undefined) ?? []
  const run = (command: object): Wanted => ({ kind: 'command', command: checked(command), json })
  switch (name) {
    case 'start':
      return { kind: 'start' }
    case 'backup':
      return run({ command: 'backup', to: resolve(first), withSecret: !values['without-secret'] })
    case 'restore': {
      const workspace = said('workspace')
      return {
        kind: 'restore',
        from: resolve(first),
        workspace,
        force: values.force === true,
        json,
      }
    }
    case 'export':
      return run({ command: 'export', workspace: first })
    case 'pull':
      return { kind: 'pull', server: serverOf(values), file: first, drafts: values.drafts === true }
    case 'push':
      return {
        kind: 'push',
        server: serverOf(values),
        file: first,
        publish: values.publish === true,
        remove: values.delete === true,
        dryRun: values['dry-run'] === true,
      }
    case 'workspace create':
      return run({ command: 'workspace_create', name: first, owner: said('owner') })
    case 'reseal':
      return run({ command: 'reseal' })
    case 'workspace list':
      return run({ command: 'workspace_list' })
    case 'reset-password':
      return run({ command: 'password_reset', email: first })
    case 'second-factor remove':
      return run({ command: 'second_factor_remove', email: first })
    case 'key create': {
      const key = {
        workspace: needed('workspace'),
        kind: needed('kind'),
        name: said('name') ?? 'Key',
      }
      return run({ command: 'key_create', ...key, origins: all('origin'), scopes: all('scope') })
    }
    case 'key list':
      return run({ command: 'key_list', workspace: needed('workspace') })
    case 'key revoke':
      return run({ command: 'key_revoke', workspace: needed('workspace'), key: first })
    default:
      return name satisfies never
  }
}

/** Of a Brim that is somewhere. */
function serverOf(values: Values): string {
  const server = String(values.server ?? process.env.BRIM_URL ?? '')
  if (!/^https?:$/.test(URL.canParse(server) ? new URL(server).protocol : '')) {
    throw new UsageError('--server is missing: the address of the Brim, or BRIM_URL')
  }
  return new URL(server).origin
}

function checked(command: object): Command {
  try {
    return parseCommand(command)
  } catch (error) {
    throw error instanceof Refused ? new UsageError(error.message) : error
  }
}
