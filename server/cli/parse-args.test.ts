import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parseCommandLine, UsageError } from './parse-args.ts'
import { commandNames, usages } from './usage.ts'

const parse = (line: string) => parseCommandLine(line === '' ? [] : line.split(' '))
const key = { command: 'key_create', workspace: 'w1', name: 'Key', origins: [], scopes: [] }

test.each([
  ['start', { kind: 'start' }],
  ['start --demo', { kind: 'start' }],
  ['workspace list', { command: { command: 'workspace_list' }, json: false }],
  ['workspace list --json', { json: true }],
  [
    'workspace create Acme',
    { command: { command: 'workspace_create', name: 'Acme', owner: null } },
  ],
  [
    'workspace create Acme --owner ada@example.com',
    { command: { name: 'Acme', owner: 'ada@example.com' } },
  ],
  ['backup b/1', { command: { command: 'backup', to: resolve('b/1'), withSecret: true } }],
  ['backup /b --without-secret', { command: { to: '/b', withSecret: false } }],
  ['restore b', { kind: 'restore', from: resolve('b'), workspace: null, force: false }],
  ['restore /b --workspace w1 --force', { from: '/b', workspace: 'w1', force: true }],
  ['export w1', { command: { command: 'export', workspace: 'w1' } }],
  ['key create --workspace w1 --kind secret', { command: { ...key, kind: 'secret' } }],
  [
    'key create --workspace w1 --kind secret --scope ingest --scope decide',
    { command: { scopes: ['ingest', 'decide'] } },
  ],
  [
    'key create --kind publishable --workspace w1 --name Site --origin https://a.example.com',
    { command: { name: 'Site', origins: ['https://a.example.com'] } },
  ],
  [
    'reset-password ada@example.com',
    { command: { command: 'password_reset', email: 'ada@example.com' } },
  ],
  [
    'second-factor remove ada@example.com',
    { command: { command: 'second_factor_remove', email: 'ada@example.com' } },
  ],
  ['key list --workspace w1', { command: { command: 'key_list', workspace: 'w1' } }],
  [
    'key --json list --workspace w1',
    { command: { command: 'key_list', workspace: 'w1' }, json: true },
  ],
  ['key revoke key_1 --workspace w1', { command: { command: 'key_revoke', key: 'key_1' } }],
])('%s', (line, wanted) => {
  expect(parse(line)).toMatchObject(wanted)
})

test.each([
  ['explode', /There is no command "explode"/],
  ['--frob', /There is no command "--frob"/],
  ['key', /brim key is followed by create or list or revoke/],
  ['workspace destroy', /brim workspace is followed by create or list/],
  ['reset-password', /<e-mail> is missing/],
  ['reset-password ada', /email: Expected an e-mail address/],
  ['second-factor', /brim second-factor is followed by remove/],
  ['backup', /<folder> is missing/],
  ['backup a b', /"b" is one word too many/],
  ['workspace list w1', /"w1" is one word too many/],
  ['export w1 --frob', /Unknown option '--frob'/],
  ['restore b --workspace', /--workspace/],
  ['key create --workspace w1', /--kind is missing/],
  ['key create --workspace w1 --kind paper', /kind: One of: publishable, secret/],
  ['key create --workspace w1 --kind secret --scope all', /scopes\.0: One of: /],
  ['key create --workspace w1 --kind publishable --origin nowhere', /origins\.0: An origin such/],
  ['export ../w1', /workspace: Expected the id of a workspace/],
])('%s is not understood', (line, why) => {
  expect(() => parse(line)).toThrow(UsageError)
  expect(() => parse(line)).toThrow(why)
})

test('what a command does stands in one column, two places behind the longest name', () => {
  const wanted = parse('--help')
  const lines = wanted.kind === 'help' ? wanted.text.split('\n').slice(2, -3) : []
  expect(lines).toHaveLength(commandNames.length)
  const width = 2 + Math.max(...commandNames.map((name) => name.length)) + 2
  for (const [i, name] of commandNames.entries()) {
    expect(lines[i]).toBe(`  ${name}`.padEnd(width) + usages[name].does)
  }
})

test('each command explains itself, and all of them together', () => {
  const help = (line: string) => {
    const wanted = parse(line)
    return wanted.kind === 'help' ? wanted.text : ''
  }
  for (const line of ['', 'help', '--help', '-h']) {
    for (const name of commandNames) expect(help(line)).toContain(`  ${name}`)
  }
  for (const name of commandNames) {
    expect(help(`${name} --help`)).toMatch(new RegExp(`^brim ${name}`))
    expect(help(`${name} -h`)).toBe(help(`${name} --help`))
  }
})
