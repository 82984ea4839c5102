import { expect, test } from 'vitest'
import { createKeyRing } from '../http/key/key-ring.ts'
import { resetPassword } from '../store/control/password-resets.ts'
import { listMemberships } from '../store/control/people.ts'
import { sessions } from '../store/control/schema.ts'
import {
  addPendingFactor,
  confirmFactor,
  findSecondFactor,
} from '../store/control/second-factors.ts'
import { NamespaceMissing } from '../store/namespaces.ts'
import type { Store } from '../store/open.ts'
import { type Command, type Line, parseCommand, Refused } from './command.ts'
import { runCommand } from './run-command.ts'
import { collect, now, testFolder } from './test-folder.ts'

type CreateKey = Extract<Command, { command: 'key_create' }>
const key: Omit<CreateKey, 'kind'> = {
  command: 'key_create',
  workspace: 'w1',
  name: 'K',
  origins: [],
  scopes: [],
}

async function testRun() {
  const test = await testFolder()
  const ring = createKeyRing(test.control, now)
  const owned = test.owned({ forgetKeys: ring.forget })
  const run = async (command: Command) =>
    (await collect(runCommand(owned, command))).map((line) => JSON.parse(line) as Line)
  const tokenOf = (lines: Line[]) => lines.flatMap((one) => (one.type === 'token' ? one.token : []))
  return { ...test, ring, run, tokenOf }
}

test('a workspace is made, listed, and seen by its owner', async () => {
  const { run, control } = await testRun()
  const owner = 'Ada@Example.com'
  const [made] = await run({ command: 'workspace_create', name: 'Third', owner })
  expect(made).toMatchObject({ type: 'workspace', name: 'Third', keys: 0 })
  // They were all made at one time, and are then told by their ids.
  const listed = await run({ command: 'workspace_list' })
  const named = listed.flatMap((one) => (one.type === 'workspace' ? [one] : []))
  expect(named.sort((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
    { id: 'w1', name: 'First', keys: 1 },
    { id: 'w2', name: 'Second', keys: 1 },
    { name: 'Third', keys: 0 },
  ])
  const seen = await listMemberships(control.db, 'person_w1')
  expect(seen.map((one) => `${one.name} ${one.role}`)).toEqual(['First owner', 'Third owner'])
})

test('a workspace without an owner is made too, and one of nobody is refused', async () => {
  const { run } = await testRun()
  const made = await run({ command: 'workspace_create', name: 'Third', owner: null })
  expect(made.map((one) => one.type)).toEqual(['workspace', 'note'])
  const ofNobody = { command: 'workspace_create', name: 'x', owner: 'eve@example.com' } as const
  await expect(run(ofNobody)).rejects.toThrow(Refused)
  expect(await run({ command: 'workspace_list' })).toHaveLength(3)
})

test('a key counts at once, and no more once it is revoked', async () => {
  const { run, ring, tokenOf } = await testRun()
  const made = await run({ ...key, kind: 'secret', scopes: ['ingest'] })
  const [token = ''] = tokenOf(made)
  expect(await ring.find(token)).toMatchObject({ workspace: 'w1', scopes: ['ingest'] })
  const listed = await run({ command: 'key_list', workspace: 'w1' })
  expect(JSON.stringify(listed)).not.toContain(token)
  const [first] = made
  const id = first?.type === 'key' ? first.id : ''
  // Another workspace's key is not there.
  const revoke = { command: 'key_revoke', key: id } as const
  await expect(run({ ...revoke, workspace: 'w2' })).rejects.toThrow(/has no key/)
  expect(await ring.find(token)).toBeDefined()
  expect(await run({ ...revoke, workspace: 'w1' })).toEqual([{ type: 'revoked', id }])
  expect(await ring.find(token)).toBeUndefined()
})

test('a publishable key is bound to its origins, a secret one may do all if nothing is said', async () => {
  const { run, ring, tokenOf } = await testRun()
  const origins = ['https://app.example.com']
  const [publishable = ''] = tokenOf(await run({ ...key, kind: 'publishable', origins }))
  expect(publishable).toMatch(/^pk_/)
  expect(await ring.find(publishable)).toMatchObject({ origins, scopes: [] })
  const [secret = ''] = tokenOf(await run({ ...key, kind: 'secret' }))
  expect(await ring.find(secret)).toMatchObject({
    scopes: ['ingest', 'decide', 'read', 'author', 'erase'],
  })
})

/** What the audit log says of it, in its order. */
const told = async ({ client }: Store) =>
  (await client.execute('SELECT actor_kind, action FROM audit ORDER BY rowid')).rows.map(
    ({ actor_kind, action }) => `${actor_kind} ${action}`,
  )

test('somebody gets a link for a new password, once, under whatever case they write themselves', async () => {
  const { run, control } = await testRun()
  const [link, ...more] = await run({ command: 'password_reset', email: 'ADA@example.com' })
  expect([link, more]).toMatchObject([{ type: 'link', expiresAt: now() + 3_600_000 }, []])
  const text = link?.type === 'link' ? link.link : ''
  const [, token = ''] =
    /^https:\/\/brim\.example\.com\/console\/reset#token=(\w{43})$/.exec(text) ?? []
  const use = () => resetPassword(control.db, { token, passwordHash: 'new', at: now() })
  expect([await use(), await use()]).toEqual([true, false])
  const entries = (await told(control)).slice(-2)
  expect(entries).toEqual(['cli password_reset_asked', 'person password_reset'])
  const ofNobody = { command: 'password_reset', email: 'eve@example.com' } as const
  await expect(run(ofNobody)).rejects.toThrow(Refused)
})

test('a second factor is removed, and with it the sessions of the person', async () => {
  const { run, control } = await testRun()
  const remove = { command: 'second_factor_remove', email: 'ada@example.com' } as const
  await expect(run(remove)).rejects.toThrow(/no second factor/)
  expect(await control.db.$count(sessions)).toBe(1)
  const factor = { person: 'person_w1', sealed: 'x' }
  await addPendingFactor(control.db, factor)
  const to = { id: 's2', token: 'token', person: 'person_w1', userAgent: '', at: now() }
  const going = { from: 's1', to: { ...to, expiresAt: now() } }
  await confirmFactor(control.db, { sealed: 'x', going, step: 1, prints: ['y'], at: now() })
  expect(await control.db.$count(sessions)).toBe(1)
  expect(await run(remove)).toEqual([{ type: 'second_factor_removed', email: 'ada@example.com' }])
  expect(await findSecondFactor(control.db, 'person_w1')).toBeUndefined()
  expect(await told(control)).toContain('cli second_factor_removed')
  expect(await control.db.$count(sessions)).toBe(0)
  await expect(run(remove)).rejects.toThrow(Refused)
})

test.each([
  ['key_create', { ...key, kind: 'secret', workspace: 'w9' }],
  ['key_list', { command: 'key_list', workspace: 'w9' }],
  ['export', { command: 'export', workspace: 'w9' }],
] as const)('%s of a workspace that is not there is refused', async (_, command) => {
  const { run } = await testRun()
  await expect(run({ ...command, origins: [], scopes: [] } as never)).rejects.toThrow(
    /no workspace "w9"/,
  )
})

test('on a libSQL server the backup is the business of the server', async () => {
  const { owned } = await testFolder()
  const location = {
    kind: 'server',
    url: 'http://127.0.0.1:1',
    token: undefined,
    replicaUrl: undefined,
    admin: undefined,
  } as const
  const backup = { command: 'backup', to: '/tmp/none', withSecret: true } as const
  await expect(collect(runCommand(owned({ location }), backup))).rejects.toThrow(/libSQL server/)
})

test('of a workspace whose database somebody else has to make, it is said which', async () => {
  const { owned, control } = await testFolder()
  const upgrade = async (id: string) => {
    throw new NamespaceMissing(`There is no namespace ${id}`)
  }
  const command = { command: 'workspace_create', name: 'Third', owner: 'ada@example.com' } as const
  const lines = await collect(runCommand(owned({ upgrade }), command))
  const [made, note] = lines.map((line) => JSON.parse(line))
  expect(note).toEqual({ type: 'note', message: `There is no namespace ${made.id}` })
  expect((await listMemberships(control.db, 'person_w1')).map((one) => one.name)).toContain('Third')
})

test.each([
  [null, 'An object, not null'],
  [{ command: 'explode' }, 'command'],
  [{ command: 'backup', to: 'relative', withSecret: true }, 'to: Expected an absolute path'],
  [{ command: 'export', workspace: '../control' }, 'workspace: Expected the id'],
  [{ ...key, kind: 'secret', origins: ['https://a.example.com'] }, 'origins: Only a publishable'],
  [{ ...key, kind: 'publishable', scopes: ['ingest'] }, 'scopes: Only a secret key'],
  [{ ...key, kind: 'publishable', origins: ['https://*.com'] }, 'origins.0: An origin such as'],
  [{ command: 'workspace_create', name: '  ', owner: null }, 'name: A name is needed'],
])('refuses %j', (given, why) => {
  expect(() => parseCommand(given)).toThrow(why)
})
