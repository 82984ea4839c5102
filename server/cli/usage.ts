/** What `brim` can be told, for people who ask. */

type Usage = { form: string; does: string; more?: string[] }

export const usages = {
  start: {
    form: 'brim start [--demo]',
    does: 'run the server',
    more: ['--demo   with a demo product and 90 days of seeded history'],
  },
  backup: {
    form: 'brim backup <folder> [--without-secret]',
    does: 'copy everything into a new folder, also while the server runs',
    more: [
      'Each database is copied as of one moment at or after the start, checked, and the folder gets',
      'its name when all of it is on the disk. Sessions of people are left out.',
      '',
      '--without-secret   leave out the secret that the data folder keeps',
    ],
  },
  restore: {
    form: 'brim restore <backup> [--workspace <id>] [--force]',
    does: 'put a backup in place, while no server runs',
    more: [
      'The backup is checked whole before anything is touched.',
      '',
      '--workspace <id>   only the data of this workspace',
      '--force            move what is there aside, into before-restore-… of the data folder',
    ],
  },
  export: {
    form: 'brim export <workspace>',
    does: 'print everything of a workspace as lines of JSON',
  },
  pull: {
    form: 'brim pull [<file>] [--server <address>] [--drafts]',
    does: 'write the definitions of a workspace into a file, for your repository',
    more: [
      'Triggers, nudges, plays, offers, plans and metered meters; no keys and no secrets. <file> is',
      'brim.json unless you say otherwise. BRIM_KEY holds a secret key of the workspace.',
      '',
      '--server <address>   of the Brim, such as https://brim.example.com; else BRIM_URL says it',
      '--drafts             the newest of everything; else what is published',
    ],
  },
  push: {
    form: 'brim push [<file>] [--server <address>] [--publish] [--delete] [--dry-run]',
    does: 'bring a workspace to what such a file says, all of it or nothing',
    more: [
      'Says first what it changes. Refuses where the workspace changes meanwhile.',
      '',
      '--publish   put it live; else it becomes drafts',
      '--delete    delete what is not in the file',
      '--dry-run   say what would change, and change nothing',
    ],
  },
  reseal: {
    form: 'brim reseal',
    does: 'seal credentials and identity keys anew, after BRIM_SECRET has changed',
    more: [
      'BRIM_SECRET holds the new secret, BRIM_SECRET_BEFORE the old one: for the server too, until this',
      'has been run. Whoever is signed in has to sign in again.',
    ],
  },
  'workspace create': {
    form: 'brim workspace create <name> [--owner <e-mail>]',
    does: 'make a workspace',
    more: ['--owner <e-mail>   of the person who sees it in the console'],
  },
  'workspace list': { form: 'brim workspace list', does: 'name the workspaces' },
  'reset-password': {
    form: 'brim reset-password <e-mail>',
    does: 'print a link with which somebody chooses a new password',
    more: [
      'The link is good once, for an hour. Their second factor is asked for as before. BRIM_URL says',
      'where it leads.',
    ],
  },
  'second-factor remove': {
    form: 'brim second-factor remove <e-mail>',
    does: 'let somebody in without the phone they have lost',
    more: [
      'Ends their sessions. Their password alone is enough then, until they set up a new one.',
    ],
  },
  'key create': {
    form: 'brim key create --workspace <id> --kind <publishable|secret> [--name <name>] [--origin <origin>]… [--scope <scope>]…',
    does: 'make a key; a secret one is told once',
    more: [
      '--origin <origin>   where a publishable key may be used: https://app.example.com',
      '--scope <scope>     what a secret key may be used for: ingest, decide, read, author,',
      '                    erase; else all of them',
    ],
  },
  'key list': { form: 'brim key list --workspace <id>', does: 'list the keys of a workspace' },
  'key revoke': {
    form: 'brim key revoke <key> --workspace <id>',
    does: 'end a key, at once',
  },
} as const satisfies Record<string, Usage>

export type CommandName = keyof typeof usages
export const commandNames = Object.keys(usages) as CommandName[]

export function helpOfAll(): string {
  const width = Math.max(...commandNames.map((name) => name.length)) + 2
  const lines = commandNames.map((name) => `  ${name.padEnd(width)}${usages[name].does}`)
  return [
    'brim <command>',
    '',
    ...lines,
    '',
    'BRIM_DATA names the data folder (./data). `brim <command> --help` says more about one;',
    '--json prints lines of JSON. Exit codes: 0 done, 1 not done, 2 not understood.',
  ].join('\n')
}

export function helpOf(name: CommandName): string {
  const { form, does, ...rest } = usages[name]
  const more = 'more' in rest ? ['', ...rest.more.map((line) => (line ? `  ${line}` : ''))] : []
  return [form, '', `  ${does[0]?.toUpperCase()}${does.slice(1)}.`, ...more].join('\n')
}
