// Every route of the whole server, asked by everybody who has no business there, with the ids of those
// whose it is. A route that is added has to be one of these kinds, or the test asks who may come in.

import Database from 'libsql'
import { expect, onTestFinished, test } from 'vitest'
import { brim } from '../../shared/audit/actor.ts'
import {
  rights as allRights,
  may,
  type Right,
  type Role,
  roles,
} from '../../shared/workspace/role.ts'
import type { createApp } from '../app.ts'
import { createToken, revokeKey } from '../store/control/keys.ts'
import { keys as keysTable, scopes } from '../store/control/schema.ts'
import { type DatabaseName, fileOf } from '../store/location.ts'
import { origin, testApp } from '../test-app.ts'
import { nameOfRoute, routeRights } from './console/route-rights.ts'
import { isDoor, requestTo, takesAnything, vendorOf } from './inbound/test-doors.ts'
import { issueDebugCode } from './key/debug-code.ts'
import { issuePreviewCode } from './key/preview-code.ts'
import { examples } from './ops/docs/examples.ts'
import { bodyOf } from './test-bodies.ts'

type Route = { method: string; path: string }

/** What anybody may have: it is the same for all, or asks for a secret of its own. */
const open: readonly string[] = [
  'GET /',
  'GET /openapi.json',
  'GET /brim.schema.json',
  'GET /docs',
  'GET /docs/style.css',
  'GET /healthz',
  'GET /metrics',
  'GET /readyz',
  'GET /b/:name{(?:brim\\.js|module\\.js|integrity\\.json)}',
  'GET /b/:chunk{[a-z]+-[A-Za-z0-9_-]+\\.js}',
  'GET /b/:version{[0-9]+\\.[0-9]+\\.[A-Za-z0-9.-]+}/:name{[A-Za-z0-9._-]+}',
  'GET /b/p/:workspace/:picture{[A-Za-z0-9_-]{22}\\.webp}',
  'GET /console/*',
  'GET /console/api/me',
  'GET /console/api/me/sessions',
  'DELETE /console/api/me/sessions',
  'DELETE /console/api/me/sessions/:id',
  'POST /console/api/setup',
  'POST /console/api/join',
  'POST /console/api/join/look',
  'POST /console/api/auth/sign-in/email',
  'POST /console/api/auth/sign-out',
  'POST /console/api/auth/change-password',
  'GET /console/api/auth/forgot-password',
  'POST /console/api/auth/forgot-password',
  'POST /console/api/auth/reset-password',
  'POST /console/api/auth/reset-password/look',
  'GET /console/api/me/second-factor',
  'POST /console/api/me/second-factor',
  'POST /console/api/me/second-factor/confirm',
  'POST /console/api/me/second-factor/backup-codes',
  'POST /console/api/me/second-factor/off',
]

type Kind =
  | 'open'
  | 'secret key'
  | 'write key'
  | 'signature'
  | 'publishable key'
  | 'debug code'
  | 'preview link'
  /** Attacked in `plays.test.ts`, where there is an alert to vote on. */
  | 'vote link'
  | 'ticket'
  | 'member'

function kindOf({ method, path }: Route): Kind {
  if (open.includes(`${method} ${path}`)) return 'open'
  if (isDoor({ method, path })) return 'write key'
  if (path.startsWith('/inbound/')) return 'signature'
  if (path.startsWith('/v1/')) return 'secret key'
  if (path.startsWith('/worth/')) return 'vote link'
  if (path === '/b/v1/live') return 'ticket'
  if (path === '/b/v1/explain') return 'debug code'
  if (path === '/b/v1/preview') return 'preview link'
  if (path.startsWith('/b/v1/')) return 'publishable key'
  if (path.startsWith('/console/api/w/:workspace/')) return 'member'
  throw new Error(`Say who may ask ${method} ${path}, and how it is attacked`)
}

function routesOf(app: ReturnType<typeof createApp>, kind: Kind): Route[] {
  const all = app.routes.filter((one) => one.method !== 'ALL')
  const unique = new Map(all.map(({ method, path }) => [`${method} ${path}`, { method, path }]))
  return [...unique.values()].filter((one) => kindOf(one) === kind)
}

/** What everything is called that the first workspace has: whoever asks for it names it too. */
const mark = 'quokka'
/** What only those know who have seen it. */
const secret = 'wallaby'
const stream = /\/live$/

/**
 * What `read` answers of a database, asked anew only where somebody has committed to it since: some fifty
 * tables are read before and after each attack, and nearly none writes.
 */
function untilWritten<T>(path: string, read: () => Promise<T>): () => Promise<T> {
  const watcher = new Database(path)
  onTestFinished(() => void watcher.close())
  const version = watcher.prepare('PRAGMA data_version')
  let known: { at: unknown; value: T } | undefined
  return async () => {
    const { data_version: at } = version.get([]) as { data_version: number }
    if (known?.at !== at) known = { at, value: await read() }
    return known.value
  }
}

async function furnished() {
  const taken = { status: 200, answer: null, error: null, meaning: 'delivered' as const }
  const app = await testApp({ send: async () => taken })
  const { api, widget, session, signIn, deps, keys, addMember, addKey } = app
  const send = async (method: string, path: string, body: unknown) => {
    const response = await api(method, path, body)
    expect(response.status, path).toBeLessThan(300)
    return response.json()
  }
  await send('PUT', `/plans/${mark}?publish=true`, { name: secret, tier: 1 })
  const trial = { kind: 'trial', name: secret, plan: mark, lasts: '14d' }
  await send('PUT', `/offers/${mark}?publish=true`, trial)
  await send('PUT', `/triggers/${mark}?publish=true`, {
    ...(examples.Trigger as object),
    key: mark,
    recommends: mark,
  })
  await send('PUT', `/nudges/${mark}?publish=true`, {
    name: secret,
    format: 'inline',
    placement: 'slot:promo',
    offer: mark,
    copy: { en: { title: secret, actions: [{ kind: 'trial', label: secret }] } },
  })
  const metered = { name: secret, used: { count: { event: mark } }, period: 'month' }
  await send('PUT', `/metered/${mark}?publish=true`, metered)
  const { destination } = await send('POST', '/destinations', {
    kind: 'webhook',
    name: secret,
    hears: { events: ['trial_started', 'conversion'] },
    settings: { url: `https://${secret}.example/` },
  })
  await send('PUT', `/plays/${mark}?publish=true`, {
    name: secret,
    when: { triggers: [mark] },
    actions: [{ kind: 'alert', destination: destination.id }],
  })
  await send('PUT', `/accounts/${mark}`, { traits: { name: secret, plan: 'free' } })
  await send('PUT', `/users/${mark}`, { account: mark, traits: { name: secret } })
  await send('POST', '/events', {
    events: [{ name: mark, user: mark, properties: { secret } }, { bad: secret }],
  })
  const hit = { name: 'paywall_hit', user: mark, properties: { feature: 'export' } }
  await send('POST', '/events', { events: [hit, hit, hit] })
  await deps.pipeline.turnOutbox('w1', { at: app.clock.now, settlements: [], leases: true })
  const { alerts } = await send('GET', '/alerts', undefined)
  await send('PUT', `/accounts/${mark}/claim`, { by: secret })
  const asked = await send('POST', '/decide', { user: mark, placements: ['slot:promo'] })
  await send('PUT', `/accounts/${mark}/trials/${mark}`, { endsAt: '2027-01-01T00:00:00Z' })
  await widget('/open', session({ user: { id: mark }, account: { id: mark } }))
  const { deliveries } = await send('GET', '/deliveries', undefined)
  const revoked = createToken('secret')
  const revokedKey = await addKey('secret', 'w1', revoked)
  await revokeKey(
    deps.control.db,
    { workspace: 'w1', id: revokedKey.id },
    { by: brim, at: app.clock.now },
  )
  const others = createToken('publishable')
  await addKey('publishable', 'w2', others, [origin])
  await api('PUT', '/accounts/own', { traits: {} }, keys.others)
  const source = await app.addSource('segment')
  const tooled = { userId: mark, event: 'Paywall Hit', properties: { secret } }
  const authorization = `Basic ${btoa(`${source.token}:`)}`
  await app.request('POST', '/v1/track', tooled, { authorization })
  const ids = {
    decision: asked.decisions[0].id as string,
    delivery: deliveries[0].id as string,
    source: source.id,
    destination: destination.id as string,
    alert: alerts[0].id as string,
  }

  const path = (name: DatabaseName) => fileOf(app.folder, name)
  const read = async (workspace: string) => {
    const { client } = await deps.openWorkspace(workspace)
    const tables = await client.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    const rows: string[] = []
    for (const { name } of tables.rows) {
      for (const row of (await client.execute(`SELECT * FROM ${name}`)).rows) {
        rows.push(`${name} ${JSON.stringify(row)}`)
      }
    }
    return rows.sort()
  }
  const dumpOf = (id: string) => untilWritten(path({ kind: 'workspace', id }), () => read(id))
  const dumps = { w1: dumpOf('w1'), w2: dumpOf('w2') }
  const dump = (workspace: keyof typeof dumps) => dumps[workspace]()
  /** Who may do what; who is signed in changes with each sign-in. */
  const rights = untilWritten(path({ kind: 'control' }), async () => [
    // When one was last used is written down now and then.
    (await deps.control.db.select().from(keysTable))
      // Sources that the second workspace makes at home are its own business.
      .filter((key) => key.kind !== 'source' || key.workspace !== 'w2')
      .map((key) => ({ ...key, lastUsedAt: null })),
    (await deps.control.client.execute('SELECT * FROM members ORDER BY 1, 2')).rows,
    (await deps.control.client.execute('SELECT * FROM workspaces ORDER BY 1')).rows,
    (await deps.control.client.execute('SELECT * FROM second_factors ORDER BY 1')).rows,
    (await deps.control.client.execute('SELECT id, name, email FROM people ORDER BY 1')).rows,
  ])
  const asRole = async (role: Role) => {
    await deps.control.client.execute(
      "DELETE FROM members WHERE workspace = 'w1' AND person = 'bob'",
    )
    await addMember('bob', 'w1', role)
    return signIn('bob@example.com', app.owner.password)
  }
  return { ...app, ids, revoked, others, dump, rights, asRole }
}

type Furnished = Awaited<ReturnType<typeof furnished>>

/** The address of a thing that the first workspace has. */
function addressOf({ path }: Route, { ids }: Pick<Furnished, 'ids'>, workspace = 'w1'): string {
  const id = path.includes('/sources/')
    ? ids.source
    : path.includes('/alerts/')
      ? ids.alert
      : path.includes('decisions')
        ? ids.decision
        : path.includes('deliveries')
          ? ids.delivery
          : path.includes('destinations')
            ? ids.destination
            : path.includes('/keys/')
              ? 'k2'
              : mark
  const asked = path.endsWith('/why') ? `${path}?user=${mark}` : path
  return asked
    .replace(':workspace', workspace)
    .replace(':kind', 'plan')
    .replace(':change', 'pause')
    .replace(':version', '1')
    .replace(':key', mark)
    .replace(':offer', mark)
    .replace(':person', mark)
    .replace(':customer', 'cus_quokka')
    .replace(':requester', 'contact:quokka')
    .replace(/:id(\{[^}]*\})?/, id)
}

/** A refusal may say what was asked for. */
const withoutMessages = (text: string) => text.replaceAll(/"message":"(\\.|[^"\\])*"/g, '')

/** Asks, and holds that nothing of the first workspace stands in the answer or was changed by it. */
async function attack(
  at: Furnished,
  run: () => Promise<Response> | Response,
  {
    expected,
    where,
    writes = [],
  }: { expected: (status: number) => boolean; where: string; writes?: string[] },
): Promise<Response> {
  const watched = (['w1', 'w2'] as const).filter((one) => !writes.includes(one))
  const before = await Promise.all([...watched.map(at.dump), at.rights()])
  const response = await run()
  expect(expected(response.status), `${where} answers ${response.status}`).toBe(true)
  const text = await response.clone().text()
  expect(text, where).not.toContain(secret)
  expect(withoutMessages(text), where).not.toContain(mark)
  expect(await Promise.all([...watched.map(at.dump), at.rights()]), where).toEqual(before)
  return response
}

test('every route is one that this test knows how to attack', async () => {
  const { app } = await testApp()
  const known = (
    [
      'open',
      'secret key',
      'write key',
      'signature',
      'publishable key',
      'debug code',
      'preview link',
      'ticket',
      'member',
    ] as const
  ).map((kind) => routesOf(app, kind).length)
  expect(known.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(90)
  expect(() => kindOf({ method: 'GET', path: '/metrics-of/w1' })).toThrow('Say who may ask')
})

test('what anybody may have tells nothing of anybody', async () => {
  const at = await furnished()
  for (const route of routesOf(at.app, 'open').filter((one) => one.method === 'GET')) {
    const run = () => at.request(route.method, route.path.replace(/:.*/, 'view-x.js'))
    await attack(at, run, { where: route.path, expected: (status) => status < 500 })
  }
})

test('without a secret key of the workspace no route of the API opens', async () => {
  const at = await furnished()
  const { keys, revoked, others } = at
  for (const route of routesOf(at.app, 'secret key')) {
    const address = addressOf(route, at)
    const run = async () => {
      const texts: string[] = []
      for (const token of ['', 'sk_wrong', revoked, keys.publishable, others]) {
        const authorization = token && `Bearer ${token}`
        const response = await at.request(route.method, address, bodyOf(route, mark), {
          authorization,
        })
        expect(response.status, `${route.method} ${route.path} ${token.slice(0, 3)}`).toBe(401)
        texts.push(await response.text())
      }
      return new Response(texts.join(' '), { status: 401 })
    }
    await attack(at, run, { where: route.path, expected: (status) => status === 401 })
  }
}, 120_000)

test('those whose it is see what the others must not', async () => {
  const at = await furnished()
  const texts = await Promise.all(
    routesOf(at.app, 'secret key')
      .filter((one) => one.method === 'GET')
      .map(async (one) => (await at.api('GET', addressOf(one, at).slice('/v1'.length))).text()),
  )
  expect(texts.filter((text) => text.includes(secret)).length).toBeGreaterThan(12)
})

test('with another workspace’s secret key nobody reaches what is here', async () => {
  const at = await furnished()
  for (const route of routesOf(at.app, 'secret key')) {
    const ofOne = /:id|:key/.test(route.path)
    const run = () =>
      at.request(route.method, addressOf(route, at), bodyOf(route, mark), {
        authorization: `Bearer ${at.keys.others}`,
      })
    // What it writes, it writes at home, where the same words may stand afterwards.
    const where = `${route.method} ${route.path}`
    if (route.method === 'GET') {
      const expected = (status: number) => (ofOne ? status === 404 : status === 200)
      await attack(at, run, { where, expected, writes: ['w2'] })
      continue
    }
    const before = [await at.dump('w1'), await at.rights()]
    const response = await run()
    expect(response.status, where).toBeLessThan(500)
    expect(await response.text(), where).not.toContain(secret)
    expect([await at.dump('w1'), await at.rights()], where).toEqual(before)
    // Starts anew, or the next route would find what this one has written.
    if (response.ok) await forget(at)
  }
}, 120_000)

async function forget({ deps }: Furnished) {
  const { client } = await deps.openWorkspace('w2')
  const tables = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  )
  // Which otherwise nobody empties.
  await client.execute('DROP TRIGGER IF EXISTS audit_is_never_deleted')
  for (const { name } of tables.rows) {
    if (name !== 'migrations' && name !== 'settings') await client.execute(`DELETE FROM ${name}`)
  }
}

test('a secret key does what its one scope is for, and nothing else', async () => {
  const at = await furnished()
  const scopesOf = new Map<string, string[]>()
  for (const scope of scopes) {
    const token = createToken('secret')
    const { id } = await at.addKey('secret', 'w1', token)
    await at.deps.control.client.execute({
      sql: 'UPDATE keys SET scopes = ? WHERE id = ?',
      args: [JSON.stringify([scope]), id],
    })
    for (const route of routesOf(at.app, 'secret key')) {
      const where = `${route.method} ${route.path}`
      const before = [await at.dump('w1'), await at.rights()]
      // Something that is not there: what is allowed does no harm to the next.
      const address = addressOf(route, {
        ids: {
          decision: 'none',
          delivery: 'none',
          source: 'none',
          destination: 'none',
          alert: 'none',
        },
      })
      const response = await at.request(route.method, address.replaceAll(mark, 'none'), undefined, {
        authorization: `Bearer ${token}`,
      })
      await response.text()
      if (response.status !== 403) scopesOf.set(where, [...(scopesOf.get(where) ?? []), scope])
      else expect([await at.dump('w1'), await at.rights()], where).toEqual(before)
    }
  }
  for (const route of routesOf(at.app, 'secret key')) {
    const where = `${route.method} ${route.path}`
    const allowed = scopesOf.get(where) ?? []
    // Who makes what sends needs to be one who may send, beside one who may author.
    const needsTwo = /^(POST \/v1\/sources(\/:id\/rotate)?|PUT .*\/sources\/:id\/secret)$/.test(
      where,
    )
    expect(allowed, where).toHaveLength(needsTwo ? 0 : 1)
    const isQuestion = route.method === 'GET' || /\/(replay|dry-run|lint)$/.test(route.path)
    if (!isQuestion) expect(allowed, where).not.toContain('read')
    const isErasing =
      route.method === 'DELETE' && /(account|user)s\/:id(\/erasure)?$/.test(route.path)
    expect(allowed.includes('erase'), where).toBe(isErasing)
  }
}, 120_000)

test('no write key of another workspace, tool or kind writes here', async () => {
  const at = await furnished()
  const doors = routesOf(at.app, 'write key').filter((one) => !takesAnything(one))
  expect(doors.length).toBeGreaterThan(60)
  const heaps = await at.addSource('heap')
  const mixpanels = await at.addSource('mixpanel')
  for (const door of doors) {
    const ofOther = vendorOf(door) === 'heap' ? mixpanels.token : heaps.token
    const run = async () => {
      const texts: string[] = []
      for (const key of ['wk_wrong', at.keys.secret, at.keys.publishable, at.revoked, ofOther]) {
        const { path, body } = requestTo(door, key, mark)
        const response = await at.request(door.method, path, body)
        expect([400, 401], `${door.method} ${path.slice(0, 60)}`).toContain(response.status)
        texts.push(await response.text())
      }
      return new Response(texts.join(' '), { status: 401 })
    }
    await attack(at, run, { where: door.path, expected: (status) => status === 401 })
  }
}, 120_000)

test('nothing signed by somebody else is let in', async () => {
  const at = await furnished()
  const asAda = await at.signIn()
  const wanted = { vendor: 'segment_webhook', sender: 'server', name: mark }
  const { source } = await (await asAda('POST', '/w/w1/sources', wanted)).json()
  const tokens: Record<string, string> = {
    '/inbound/paddle/:key': (await at.addSource('paddle')).token,
    '/inbound/segment/:key': source.text,
    '/inbound/stripe/:key': (await at.addSource('stripe')).token,
    '/inbound/intercom/:key': (await at.addSource('intercom')).token,
    '/inbound/zendesk/:key': (await at.addSource('zendesk')).token,
  }
  const routes = routesOf(at.app, 'signature')
  expect(new Set(routes.map(({ path }) => path))).toEqual(new Set(Object.keys(tokens)))
  for (const route of routes) {
    const token = tokens[route.path] ?? ''
    // Whether there is anybody is asked without a signature, and answered with no more than that.
    const isProbe = route.method === 'GET'
    for (const [key, signature] of [
      ...(isProbe
        ? []
        : [
            [token, ''],
            [token, 'a'.repeat(40)],
          ]),
      ['wk_wrong', 'a'.repeat(40)],
      [at.keys.secret, ''],
    ]) {
      const path = route.path.replace(':key', key as string)
      const body = isProbe ? undefined : { type: 'track', event: mark, userId: mark }
      const headers = {
        'x-signature': signature,
        'stripe-signature': `t=1,v1=${signature}`,
        'paddle-signature': `ts=1;h1=${signature}`,
        'x-hub-signature': `sha1=${signature}`,
        'x-zendesk-webhook-signature': signature,
        'x-zendesk-webhook-signature-timestamp': new Date(at.clock.now).toISOString(),
      }
      const run = () => at.request(route.method, path, body, headers)
      await attack(at, run, { where: path, expected: (status) => status === 401 })
    }
  }
})

test('the widget’s routes open to the key of a page on its list, for its own workspace', async () => {
  const at = await furnished()
  const { keys, others, revoked, request } = at
  const routes = routesOf(at.app, 'publishable key')
  expect(routes.length).toBeGreaterThan(1)
  for (const route of routes) {
    const bodyWith = (key: string) => ({ ...(bodyOf(route, mark) as object), key })
    const ask = (key: string, from = origin) =>
      request(route.method, route.path, bodyWith(key), { origin: from })
    for (const key of ['', 'pk_wrong', keys.secret, keys.others, revoked]) {
      const where = `${route.path} with "${key.slice(0, 3)}"`
      await attack(at, () => ask(key), { where, expected: (status) => status === 401 })
    }
    const foreign = () => ask(keys.publishable, 'https://evil.example')
    await attack(at, foreign, { where: route.path, expected: (status) => status === 403 })
    await attack(at, () => ask(others), {
      where: `${route.path} of another workspace`,
      expected: (status) => status === 200,
      writes: ['w2'],
    })
  }
})

test('nothing is explained without a code that a member has made for the workspace', async () => {
  const at = await furnished()
  const elsewhere = issueDebugCode(at.deps, 'w2', 'bob').code
  const stranger = issueDebugCode(at.deps, 'w1', 'bob').code
  const [route, ...others] = routesOf(at.app, 'debug code')
  expect(others).toEqual([])
  for (const code of [undefined, 'x', elsewhere, stranger]) {
    const body = at.session({ user: { id: mark }, account: { id: mark }, code })
    const run = () => at.widget('/explain', body)
    await attack(at, run, { where: `${route?.path} ${code}`, expected: (status) => status === 403 })
  }
  const body = at.session({ user: { id: mark }, account: { id: mark } })
  const { code } = issueDebugCode(at.deps, 'w1', 'ada')
  expect(await (await at.widget('/explain', { ...body, code })).text()).toContain(secret)
})

test('no draft is shown without a link that a member has made for the workspace', async () => {
  const at = await furnished()
  const of = (workspace: string, person: string, revision: number) =>
    issuePreviewCode(at.deps, workspace, { nudge: mark, revision, person }).code
  const [route, ...others] = routesOf(at.app, 'preview link')
  expect(others).toEqual([])
  const tried: [string, number][] = [
    ['x', 403],
    [issueDebugCode(at.deps, 'w1', 'ada').code, 403],
    [of('w2', 'bob', 1), 403],
    [of('w1', 'bob', 1), 403],
    [of('w1', 'ada', 7), 409],
  ]
  for (const [code, expected] of tried) {
    const body = at.session({ user: { id: mark }, account: { id: mark }, code })
    const run = () => at.widget('/preview', body)
    await attack(at, run, {
      where: `${route?.path} ${code}`,
      expected: (status) => status === expected,
    })
  }
  const body = at.session({ user: { id: mark }, account: { id: mark } })
  const before = await at.dump('w1')
  const shown = await at.widget('/preview', { ...body, code: of('w1', 'ada', 1) })
  expect(await shown.text()).toContain(secret)
  expect(await at.dump('w1')).toEqual(before)
})

test('a page hears nothing without a ticket that Brim has signed', async () => {
  const at = await furnished()
  const { app, request, keys } = at
  for (const route of routesOf(app, 'ticket')) {
    for (const ticket of ['', 'wrong', keys.publishable, keys.secret, `${mark}.${mark}`]) {
      const run = () => request(route.method, `${route.path}?ticket=${ticket}`)
      await attack(at, run, {
        where: route.path,
        expected: (status) => [400, 401].includes(status),
      })
    }
  }
})

test('nobody takes another workspace’s decision for theirs', async () => {
  const at = await furnished()
  const item = { type: 'outcome', messageId: 'x', decisionId: at.ids.decision, outcome: 'shown' }
  const body = at.session({
    key: at.others,
    user: { id: mark },
    account: { id: mark },
    items: [item],
  })
  const before = await at.dump('w1')
  const response = await at.widget('/sync', body)
  expect(await response.json()).toMatchObject({ accepted: 0, refused: [{ index: 0 }] })
  expect(await at.dump('w1')).toEqual(before)
})

test('a person of another workspace finds neither this one nor, in their own, its things', async () => {
  const at = await furnished()
  const ask = await at.signIn('bob@example.com', at.owner.password)
  for (const route of routesOf(at.app, 'member')) {
    const part = (workspace: string) => addressOf(route, at, workspace).slice('/console/api'.length)
    const where = `${route.method} ${route.path}`
    await attack(
      at,
      () =>
        at.request(route.method, addressOf(route, at), bodyOf(route, mark), {
          'sec-fetch-site': 'same-origin',
        }),
      {
        where: `${where} without a session`,
        expected: (status) => status === 401,
      },
    )
    await attack(at, () => ask(route.method, part('w1'), bodyOf(route, mark)), {
      where,
      expected: (status) => status === 404,
    })
    if (stream.test(route.path)) continue
    const isOfKey = /\/(keys|sources)/.test(route.path)
    const before = [
      await at.dump('w1'),
      ...(isOfKey && route.method === 'POST' ? [] : await at.rights()),
    ]
    const response = await ask(route.method, part('w2'), bodyOf(route, mark))
    expect(response.status, where).toBeLessThan(500)
    const text = await response.text()
    expect(text, where).not.toContain(secret)
    if (route.method === 'GET') expect(withoutMessages(text), where).not.toContain(mark)
    const after = [
      await at.dump('w1'),
      ...(isOfKey && route.method === 'POST' ? [] : await at.rights()),
    ]
    expect(after, where).toEqual(before)
    if (route.method !== 'GET') await forget(at)
  }
}, 120_000)

test('the table of rights names each route of a workspace, and no other', async () => {
  const { app } = await testApp()
  expect(routesOf(app, 'member').map(nameOfRoute).sort()).toEqual(Object.keys(routeRights).sort())
})

/** Said once more, apart from the table that the server goes by. */
const rightsOf: Record<Role, Right[]> = {
  owner: [
    ...(['read', 'save_views', 'author', 'claim', 'settings', 'people', 'second_factor'] as const),
    ...(['keys', 'privacy', 'audit'] as const),
  ],
  admin: [
    ...(['read', 'save_views', 'author', 'claim', 'settings', 'people'] as const),
    ...(['keys', 'privacy', 'audit'] as const),
  ],
  editor: ['read', 'save_views', 'author', 'claim'],
  analyst: ['read', 'save_views'],
  viewer: ['read'],
}

/** What each role may not do, in falling order of what they may. */
function mayNot(role: Role, { method, path }: Route): boolean {
  const isQuestion =
    method === 'GET' ||
    /\/(preview|replay|dry-run|lint|forecast|inspect|plan|try|learn)$/.test(path)
  const isForKeepers =
    path.endsWith('/export') ||
    /\/audit$/.test(path) ||
    (method === 'DELETE' && !/\/(views|claim|definitions)\b/.test(path)) ||
    (!isQuestion &&
      (/\/(keys|sources|identity|people|destinations|deliveries)\b/.test(path) ||
        path.endsWith('/settings')))
  const isForOwners = method === 'PUT' && path.endsWith('/second-factor')
  if (isForOwners) return role !== 'owner'
  switch (role) {
    case 'owner':
    case 'admin':
      return false
    case 'editor':
      return isForKeepers
    case 'analyst':
      return isForKeepers || !(isQuestion || /\/views\b/.test(path))
    case 'viewer':
      return isForKeepers || !isQuestion
    default:
      return role satisfies never
  }
}

test.each(roles)('a member who is %s has the rights of that role', (role) => {
  const all = Object.keys(allRights) as Right[]
  expect(all.filter((right) => may(role, right))).toEqual(rightsOf[role])
})

test.each(roles)(
  'a member who is %s does what that role may, and no more',
  async (role) => {
    const at = await furnished()
    const ask = await at.asRole(role)
    const routes = routesOf(at.app, 'member').filter((one) => !stream.test(one.path))
    const isForbidden = (route: Route) => mayNot(role, route)
    const named = (route: Route) => ({
      address: addressOf(route, at).slice('/console/api'.length),
      where: `${role} ${route.method} ${route.path}`,
    })
    // First what changes nothing: what is allowed may go on changing things behind its answer.
    for (const route of routes.filter(isForbidden)) {
      const { address, where } = named(route)
      await attack(at, () => ask(route.method, address, bodyOf(route, mark)), {
        where,
        expected: (status) => status === 403,
      })
    }
    for (const route of routes.filter((one) => !isForbidden(one))) {
      const { address, where } = named(route)
      // With what is not there: that it is allowed is all that is asked.
      const response = await ask(
        route.method,
        address.replaceAll(mark, 'none'),
        bodyOf(route, mark),
      )
      expect([401, 403], where).not.toContain(response.status)
      expect(response.status, where).toBeLessThan(500)
      await response.text()
    }
  },
  120_000,
)
