// Who changed what: told of every route that changes anything, in the transaction of the change.
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import type { AuditEntry, AuditPage } from '../../../shared/audit/entry.ts'
import { createToken } from '../../store/control/keys.ts'
import { createSetupToken } from '../../store/control/setup.ts'
import { testApp } from '../../test-app.ts'
import { openApiDocument } from '../ops/document.ts'

type App = Awaited<ReturnType<typeof testApp>>
type Ask = Awaited<ReturnType<App['signIn']>>

const logOf = async (ask: Ask, query = '', workspace = 'w1'): Promise<AuditPage> => {
  const response = await ask('GET', `/w/${workspace}/audit?limit=200&${query}`)
  expect(response.status).toBe(200)
  return response.json() as Promise<AuditPage>
}

const ok = async (asked: Response | Promise<Response>) => {
  const response = await asked
  expect(response.status, await response.clone().text()).toBeLessThan(300)
  return response.json()
}

const plan = (name: string, tier = 1) => ({ name, tier })
const member = '/w/w1'

const rowsOf = async (app: App, table = 'audit') =>
  (await (await app.deps.openWorkspace('w1')).client.execute(`SELECT * FROM ${table}`)).rows

test('a change is told with who, when, what it was and what it is', async () => {
  const app = await testApp()
  const ask = await app.signIn()
  await ok(ask('PUT', `${member}/definitions/plan/team`, { body: plan('Team'), publish: true }))
  app.clock.now += 1000
  await ok(ask('PUT', `${member}/definitions/plan/team`, { body: plan('Team+'), publish: true }))
  const [newest] = (await logOf(ask)).entries
  expect(newest).toMatchObject({
    at: app.clock.now,
    by: { kind: 'person', id: 'ada', name: 'Ada' },
    action: 'definition_published',
    subject: { kind: 'plan', key: 'team', name: 'Team+' },
    before: { version: 1, body: { name: 'Team' } },
    after: { version: 2, body: { name: 'Team+' } },
  })
})

test('setting up begins the log of the workspace', async () => {
  const app = await testApp({ isEmpty: true })
  const token = await createSetupToken(app.deps.control.db, app.clock.now)
  const request = {
    token,
    name: 'Eve',
    email: 'eve@example.com',
    password: 'a long password',
    workspace: 'Mine',
  }
  const { workspace } = await ok(
    app.request('POST', '/console/api/setup', request, { origin: 'http://brim.test' }),
  )
  const ask = await app.signIn('eve@example.com')
  const { entries } = await logOf(ask, '', workspace)
  expect(entries.map(({ action, by }) => [action, by.name])).toEqual([
    ['signed_in', 'Eve'],
    ['workspace_created', 'Eve'],
  ])
})

test('what changes nothing is not told', async () => {
  const app = await testApp()
  const ask = await app.signIn()
  await ok(ask('PUT', `${member}/definitions/plan/team`, { body: plan('Team') }))
  await ok(ask('PUT', `${member}/keys/k1/origins`, { origins: ['https://a.example'] }))
  const before = (await logOf(ask)).entries
  await ok(ask('PUT', `${member}/definitions/plan/team`, { body: plan('Team') }))
  await ok(ask('PUT', `${member}/keys/k1/origins`, { origins: ['https://a.example'] }))
  await ok(ask('PUT', `${member}/settings`, { holdout: 0 }))
  await ok(ask('POST', `${member}/views`, { name: 'Mine alone', filters: {} }))
  for (const [path, body] of [
    ['/definitions/plan/team', { body: plan('Old'), revision: 1 }],
    ['/definitions/plan/team', { body: { name: '', tier: 1 } }],
    ['/keys/none/origins', { origins: [] }],
    ['/people/ada', { role: 'viewer' }],
    ['/people/nobody', { role: 'viewer' }],
  ] as const) {
    expect((await ask('PUT', member + path, body)).status).toBeGreaterThanOrEqual(400)
  }
  expect((await ask('DELETE', `${member}/definitions/plan/none`)).status).toBe(404)
  expect((await logOf(ask)).entries).toEqual(before)
})

test.each([
  ['publishing', '/definitions/plan/team', { body: plan('Team'), publish: true }, 'versions'],
  ['the settings', '/settings', { holdout: 0.2 }, 'audit'],
])('%s and its entry are written both or not at all', async (_, path, body, table) => {
  const app = await testApp()
  const ask = await app.signIn()
  const { client } = await app.deps.openWorkspace('w1')
  const before = [
    await rowsOf(app),
    await rowsOf(app, 'definitions'),
    await rowsOf(app, 'settings'),
  ]
  await client.execute(
    `CREATE TRIGGER broken BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'full'); END`,
  )
  expect((await ask('PUT', member + path, body)).status).toBeGreaterThanOrEqual(500)
  expect([
    await rowsOf(app),
    await rowsOf(app, 'definitions'),
    await rowsOf(app, 'settings'),
  ]).toEqual(before)
  await client.execute('DROP TRIGGER broken')
  await ok(ask('PUT', member + path, body))
  expect(await rowsOf(app)).toHaveLength((before[0]?.length ?? 0) + 1)
})

test.each([
  ['audit', 'INSERT'],
  ['keys', 'UPDATE'],
])(
  'a key that is revoked and its entry stand together, whichever fails (%s)',
  async (table, what) => {
    const app = await testApp()
    const ask = await app.signIn()
    const { client } = app.deps.control
    const state = async () => [
      (await client.execute('SELECT id, revoked_at FROM keys')).rows,
      (await client.execute('SELECT * FROM audit')).rows,
    ]
    const before = await state()
    await client.execute(
      `CREATE TRIGGER broken BEFORE ${what} ON ${table} BEGIN SELECT RAISE(ABORT, 'full'); END`,
    )
    expect((await ask('DELETE', `${member}/keys/k1`)).status).toBeGreaterThanOrEqual(500)
    await client.execute('DROP TRIGGER broken')
    expect(await state()).toEqual(before)
  },
)

test('two who revoke the same key at once leave one entry', async () => {
  const app = await testApp()
  const ask = await app.signIn()
  const answers = await Promise.all([1, 2, 3].map(() => ask('DELETE', `${member}/keys/k1`)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404])
  const { entries } = await logOf(ask, 'group=keys')
  expect(entries.map(({ action }) => action)).toEqual(['key_revoked'])
})

test.each([
  ['w1', "UPDATE audit SET actor_name = 'Somebody else'"],
  ['w1', "UPDATE audit SET subject = 'another'"],
  ['w1', 'DELETE FROM audit'],
  ['control', 'UPDATE audit SET after = NULL'],
  ['control', 'DELETE FROM audit'],
])('in %s nobody can: %s', async (where, sql) => {
  const app = await testApp()
  await ok(app.api('PUT', '/plans/team', plan('Team')))
  const { client } = where === 'control' ? app.deps.control : await app.deps.openWorkspace(where)
  await expect(client.execute(sql)).rejects.toThrow('The audit log only grows')
})

test('pages and filters give each entry once, newest first', async () => {
  const app = await testApp()
  const ask = await app.signIn()
  for (let i = 0; i < 7; i++) {
    app.clock.now += 60_000
    await ok(app.api('PUT', `/plans/p${i}`, plan(`P${i}`, i)))
    await ok(ask('POST', `${member}/keys`, { kind: 'publishable', name: `K${i}` }))
  }
  const all = (await logOf(ask)).entries
  expect(all.length).toBeGreaterThan(15)
  expect([...all].sort((a, b) => b.at - a.at).map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  const paged: AuditEntry[] = []
  let before: string | null = ''
  while (before !== null) {
    const page = (await ok(
      ask('GET', `${member}/audit?limit=3${before && `&before=${before}`}`),
    )) as AuditPage
    expect(page.entries.length).toBeLessThanOrEqual(3)
    paged.push(...page.entries)
    before = page.before
  }
  expect(paged).toEqual(all)
  const some = async (query: string) => (await logOf(ask, query)).entries
  expect((await some('group=keys')).every(({ action }) => action === 'key_created')).toBe(true)
  expect(await some('actor=k2')).toHaveLength(7)
  expect((await some('subject=p3')).map(({ subject }) => subject.name)).toEqual(['P3'])
  const [from, to] = [app.clock.now - 2 * 60_000, app.clock.now]
  expect(await some(`since=${from}&until=${to}`)).toHaveLength(4)
  for (const query of [
    'before=x',
    'before=e30x',
    'group=x',
    'since=x',
    'limit=0',
    'before=eyJ3IjoiYSJ9',
  ]) {
    expect((await ask('GET', `${member}/audit?${query}`)).status, query).toBe(400)
  }
})

test('it goes out whole as a table, whose cells no spreadsheet runs, and as lines', async () => {
  const app = await testApp()
  const ask = await app.signIn()
  await ok(ask('PUT', `${member}/definitions/plan/pro`, { body: plan('Pro;=1+1;', 2) }))
  await ok(ask('PUT', `${member}/definitions/plan/team`, { body: plan('=HYPERLINK("x")', 1) }))
  const all = (await logOf(ask)).entries
  const csv = await ask('GET', `${member}/audit/export?format=csv`)
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"')
  const { data, errors } = Papa.parse<Record<string, string>>(
    (await csv.text()).replace(/^\uFEFF/, ''),
    { header: true, skipEmptyLines: true },
  )
  expect(errors).toEqual([])
  expect(data.map((row) => row.id)).toEqual(all.map(({ id }) => id))
  const [row] = data
  expect(row?.['subject name']).toBe('\'=HYPERLINK("x")')
  expect(row?.['in words']).toBe('Ada created the plan =HYPERLINK("x")')
  expect(JSON.parse(row?.after ?? '')).toMatchObject({ body: { tier: 1 } })
  // Where the decimal sign is a comma, semicolons part the columns.
  expect(data[1]?.['in words']).toBe("Ada created the plan Pro;'=1+1;")
  const lines = await (
    await ask('GET', `${member}/audit/export?format=jsonl&group=definitions`)
  ).text()
  expect(
    lines
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one)),
  ).toEqual(all.slice(0, 2))
})

test('each workspace has its own, and a secret key has none', async () => {
  const app = await testApp()
  await ok(app.api('PUT', '/plans/hidden', plan('Hidden')))
  const asBob = await app.signIn('bob@example.com', app.owner.password)
  const { entries } = await logOf(asBob, '', 'w2')
  expect(JSON.stringify(entries)).not.toMatch(/Hidden|Ada|w1/)
  expect((await asBob('GET', '/w/w1/audit')).status).toBe(404)
  expect((await app.api('GET', '/audit')).status).toBe(404)
  expect(Object.keys(openApiDocument().paths ?? {}).filter((one) => one.includes('audit'))).toEqual(
    [],
  )
})

test('who was erased is in no entry any more, and that somebody was erased still is', async () => {
  const app = await testApp()
  const ask = await app.signIn()
  await ok(app.api('PUT', '/accounts/zoes-account', { traits: { plan: 'free' } }))
  await ok(ask('PUT', `${member}/accounts/zoes-account/claim`, {}))
  await ok(ask('DELETE', `${member}/accounts/zoes-account`))
  const isDone = async () => {
    await app.deps.pipeline.sweep('w1', app.clock.now)
    return (await ok(app.api('GET', '/accounts/zoes-account/erasure'))).status === 'erased'
  }
  while (!(await isDone())) await new Promise((resolve) => setImmediate(resolve))
  const { entries } = await logOf(ask)
  expect(JSON.stringify(entries)).not.toContain('zoes-account')
  const ofThem = entries.filter(({ subject }) => subject.kind === 'account')
  expect(ofThem.map(({ action }) => action)).toEqual(['data_erased', 'account_claimed'])
  expect(new Set(ofThem.map(({ subject }) => subject.key)).size).toBe(1)
  expect(ofThem[0]?.subject.key).toMatch(/^erased_/)
})

test('what is published at a time is told of Brim, and so is what could not be', async () => {
  const app = await testApp()
  const ask = await app.signIn()
  const at = new Date(app.clock.now + 60_000).toISOString()
  const offer = { kind: 'upgrade', name: 'Pro', plan: 'team' }
  await ok(app.api('PUT', '/plans/team?publish=true', plan('Team')))
  await ok(ask('PUT', `${member}/definitions/plan/big`, { body: plan('Big', 2) }))
  await ok(ask('PUT', `${member}/definitions/offer/pro`, { body: offer }))
  await ok(ask('PUT', `${member}/definitions/plan/big/publication`, { at }))
  await ok(ask('PUT', `${member}/definitions/offer/pro/publication`, { at }))
  const { client } = await app.deps.openWorkspace('w1')
  await client.execute("UPDATE definitions SET published = NULL WHERE key = 'team'")
  app.clock.now += 120_000
  await app.deps.pipeline.sweep('w1', app.clock.now)
  const byBrim = (await logOf(ask, 'actor=brim')).entries.filter(
    ({ action }) => action !== 'settings_changed',
  )
  expect(byBrim.map(({ action, subject }) => [action, subject.key]).sort()).toEqual([
    ['definition_published', 'big'],
    ['publication_failed', 'pro'],
  ])
})

test('too many wrong passwords are told once', async () => {
  const app = await testApp()
  for (let i = 0; i < 11; i++) {
    await app.signIn('bob@example.com', 'wrong')
  }
  const ask = await app.signIn()
  await app.addMember('ada', 'w2', 'admin')
  const { entries } = await logOf(ask, 'group=sign_in', 'w2')
  expect(entries.map(({ action, by, subject }) => [action, by.kind, subject.name])).toEqual([
    ['sign_in_locked', 'brim', 'Bob'],
  ])
})

test('what the command line does is told of it', async () => {
  const app = await testApp()
  await app.addKey('secret', 'w1', createToken('secret'))
  const ask = await app.signIn()
  const [entry] = (await logOf(ask, 'actor=cli')).entries
  expect(entry).toMatchObject({
    action: 'key_created',
    by: { kind: 'cli' },
    subject: { name: 'More' },
  })
})

test('of a destination it is told that something hidden is another, and not what', async () => {
  const app = await testApp()
  const ask = await app.signIn()
  const webhook = (path: string) => ({
    kind: 'webhook',
    name: 'Backend',
    hears: { events: ['trial_started'] },
    settings: { url: `https://hooks.example/${path}` },
  })
  const { destination } = await ok(ask('POST', `${member}/destinations`, webhook('way-in-1')))
  const path = `${member}/destinations/${destination.id}`
  await ok(ask('PUT', path, webhook('way-in-2')))
  await ok(ask('PUT', path, webhook('way-in-2')))
  await ok(ask('POST', `${path}/pause`))
  await ok(ask('POST', `${path}/pause`))
  const { entries } = await logOf(ask, 'group=destinations')
  expect(entries.map(({ action }) => action)).toEqual([
    'destination_paused',
    'destination_changed',
    'destination_added',
  ])
  expect(entries[1]).toMatchObject({
    before: { settings: { url: 'https://hooks.example' } },
    after: { settings: { url: 'https://hooks.example' }, newAddress: true },
  })
  expect(JSON.stringify(entries)).not.toContain('way-in')
})
