// Every route, asked by those who have no business there.
import { expect, test } from 'vitest'
import type { createApp } from '../app.ts'
import { testApp } from '../test-app.ts'
import { isDoor, requestTo, takesAnything, vendorOf } from './inbound/test-doors.ts'
import { openApiDocument } from './ops/document.ts'

type Route = { method: string; path: string }

const routesOf = (app: ReturnType<typeof createApp>): Route[] => {
  const all = app.routes.filter((one) => one.method !== 'ALL')
  const unique = new Map(all.map(({ method, path }) => [`${method} ${path}`, { method, path }]))
  return [...unique.values()]
}

/** An address of the first workspace's own things. */
const filled = (path: string) =>
  path
    .replace(':workspace', 'w1')
    .replace(':kind', 'plan')
    .replace(':key', 'team')
    .replace(':change', 'publish')
    .replace(':version', '1')
    .replace(/:id(\{[^}]*\})?/, 'acme')

async function furnished() {
  const app = await testApp()
  await app.api('PUT', '/accounts/acme', { traits: { plan: 'free', name: 'Acme' } })
  await app.api('PUT', '/users/acme', { account: 'acme', traits: {} })
  await app.api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  await app.api('POST', '/destinations', {
    kind: 'webhook',
    name: 'Acme',
    hears: {},
    settings: { url: 'https://hooks.acme.example/brim' },
  })
  await app.widget('/sync', app.session({ items: ['refused'], ask: ['page'] }))
  return app
}

test('another workspace’s secret key sees nothing', async () => {
  const { app, api, keys } = await furnished()
  const routes = routesOf(app).filter((one) => one.path.startsWith('/v1/') && !isDoor(one))
  expect(routes.length).toBeGreaterThan(20)
  for (const { method, path } of routes.filter((one) => one.method === 'GET')) {
    const address = filled(path).slice('/v1'.length)
    const own = await api(method, address)
    const other = await api(method, address, undefined, keys.others)
    const body = await other.text()
    expect(body, path).not.toContain('acme')
    expect(body, path).not.toContain('Team')
    if (
      own.status === 200 &&
      !/^\/((trigger|nudge|offer|plan)s|metered|definitions|settings|destinations|deliveries|sources|results|ranking|alerts|plays)$/.test(
        address,
      )
    ) {
      expect(other.status, path).toBe(404)
    }
  }
})

test('no key, a wrong one and a publishable one open no API route', async () => {
  const { app, request, keys } = await furnished()
  const routes = routesOf(app).filter((one) => one.path.startsWith('/v1/') && !isDoor(one))
  for (const { method, path } of routes) {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer sk_wrong',
      `Bearer ${keys.publishable}`,
      keys.secret,
    ]) {
      const body = method === 'GET' ? undefined : {}
      const response = await request(method, filled(path), body, { authorization })
      expect(response.status, `${method} ${path} ${authorization}`).toBe(401)
      expect(await response.json()).toMatchObject({ error: { code: 'unknown_key' } })
    }
  }
})

test('what a tool sends lands in the workspace of its write key, and nowhere without one', async () => {
  const app = await furnished()
  const doors = routesOf(app.app).filter((one) => isDoor(one) && !takesAnything(one))
  expect(doors.length).toBeGreaterThan(60)
  const rowsOf = async (workspace: string) => {
    const { client } = await app.deps.openWorkspace(workspace)
    const { rows } = await client.execute('SELECT count(*) AS n FROM events')
    return Number(rows[0]?.n)
  }
  const sources = new Map<string, string>()
  for (const door of doors) {
    const vendor = vendorOf(door)
    if (!sources.has(vendor)) {
      sources.set(vendor, (await app.addSource(vendor, { workspace: 'w2' })).token)
    }
    const where = `${door.method} ${door.path}`
    const before = await rowsOf('w1')
    for (const key of ['', 'wk_wrong', app.keys.secret, app.keys.publishable]) {
      const { path, body } = requestTo(door, key || 'none', 'quokka')
      const response = await app.request(door.method, path, body)
      expect([400, 401], `${where} with "${key.slice(0, 3)}"`).toContain(response.status)
    }
    const { path, body } = requestTo(door, sources.get(vendor) ?? '', 'quokka')
    const response = await app.request(door.method, path, body)
    expect(response.status, where).toBe(200)
    expect(await rowsOf('w1'), where).toBe(before)
  }
  expect(await rowsOf('w2')).toBeGreaterThan(20)
}, 60_000)

test('nothing in the console answers without a session', async () => {
  const { app, request } = await furnished()
  const open = /^\/console\/api\/(setup|join|join\/look|auth\/.*|me)$/
  const routes = routesOf(app).filter(
    ({ path }) => path.startsWith('/console/api/') && !open.test(path),
  )
  expect(routes.length).toBeGreaterThan(17)
  expect(await (await request('GET', '/console/api/me')).json()).toBeNull()
  for (const { method, path } of routes) {
    const response = await request(method, filled(path), method === 'GET' ? undefined : {}, {
      'sec-fetch-site': 'same-origin',
    })
    expect(response.status, `${method} ${path}`).toBe(401)
    expect(await response.json()).toEqual({
      error: { code: 'unauthenticated', message: 'Sign in first' },
    })
  }
})

test('to a person of another workspace it is not there', async () => {
  const { app, signIn, owner } = await furnished()
  const ask = await signIn('bob@example.com', owner.password)
  expect(await (await ask('GET', '/me')).json()).toMatchObject({ workspaces: [{ id: 'w2' }] })
  const routes = routesOf(app).filter(({ path }) => path.startsWith('/console/api/w/'))
  for (const { method, path } of routes) {
    const address = filled(path).slice('/console/api'.length)
    const response = await ask(method, address, method === 'GET' ? undefined : {})
    expect(response.status, `${method} ${path}`).toBe(404)
    expect(await response.json()).toMatchObject({ error: { code: 'not_found' } })
  }
})

test('every public route is in the OpenAPI document, and nothing else', async () => {
  const { app } = await testApp()
  const documented = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const routed = routesOf(app)
    // How tools write is for their own documents to say.
    .filter((one) => /^(\/b)?\/v1\//.test(one.path) && !isDoor(one))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:([a-z]+)/gi, '{$1}')}`)
  expect(documented.sort()).toEqual(routed.sort())
})

test('a receipt, and what is stored of a person, is there for its own workspace only', async () => {
  const { api, app, signIn, owner, keys } = await furnished()
  const asked = await api('POST', '/decide', { user: 'acme', placements: ['page'] })
  const { id } = (await asked.json()).decisions[0]
  const asBob = await signIn('bob@example.com', owner.password)
  const asAda = await signIn()
  const addresses = [
    `/decisions/${id}`,
    '/accounts/acme',
    '/users/acme',
    '/accounts/acme/entitlements',
    '/accounts/acme/requests',
  ]
  for (const path of addresses) {
    expect((await api('GET', path)).status, path).toBe(200)
    expect((await api('GET', path, undefined, keys.others)).status, path).toBe(404)
  }
  for (const path of [`/decisions/${id}`, '/accounts/acme', '/refusals']) {
    expect((await asAda('GET', `/w/w1${path}`)).status, path).toBe(200)
    const own = await asBob('GET', `/w/w2${path}`)
    expect(await own.text(), path).not.toMatch(/acme"|refused/)
  }
  expect(
    routesOf(app)
      .filter(({ path }) => path.endsWith('/live'))
      .map((one) => one.path),
  ).toEqual(['/b/v1/live', '/console/api/w/:workspace/live'])
})

test('a live stream carries what happens in its own workspace only', async () => {
  const { api, signIn, owner, keys, deps } = await furnished()
  const asBob = await signIn('bob@example.com', owner.password)
  const stream = await asBob('GET', '/w/w2/live')
  await api('POST', '/events', { events: [{ name: 'theirs', account: 'acme' }] })
  const mine = { events: [{ name: 'mine', account: 'other' }] }
  await api('POST', '/events', mine, keys.others)
  deps.live.close()
  const heard = await stream.text()
  expect(heard).toContain('mine')
  expect(heard).not.toMatch(/acme|theirs/)
})
