// Every route, asked by those who have no business there.
import { expect, test } from 'vitest'
import type { createApp } from '../app.ts'
import { testApp } from '../test-app.ts'
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
    .replace(/:id(\{[^}]*\})?/, 'acme')

async function furnished() {
  const app = await testApp()
  await app.api('PUT', '/accounts/acme', { traits: { plan: 'free', name: 'Acme' } })
  await app.api('PUT', '/users/acme', { account: 'acme', traits: {} })
  await app.api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  await app.widget('/sync', app.session({ items: ['refused'], ask: ['page'] }))
  return app
}

test('another workspace’s secret key sees nothing', async () => {
  const { app, api, keys } = await furnished()
  const routes = routesOf(app).filter((one) => one.path.startsWith('/v1/'))
  expect(routes.length).toBeGreaterThan(20)
  for (const { method, path } of routes.filter((one) => one.method === 'GET')) {
    const address = filled(path).slice('/v1'.length)
    const own = await api(method, address)
    const other = await api(method, address, undefined, keys.others)
    const body = await other.text()
    expect(body, path).not.toContain('acme')
    expect(body, path).not.toContain('Team')
    if (own.status === 200 && !/^\/(trigger|nudge|offer|plan)s$/.test(address)) {
      expect(other.status, path).toBe(404)
    }
  }
})

test('no key, a wrong one and a publishable one open no API route', async () => {
  const { app, request, keys } = await furnished()
  for (const { method, path } of routesOf(app).filter((one) => one.path.startsWith('/v1/'))) {
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

test('nothing in the console answers without a session', async () => {
  const { app, request } = await furnished()
  const open = ['/console/api/setup', '/console/api/auth/']
  const routes = routesOf(app).filter(
    ({ path }) => path.startsWith('/console/api/') && !open.some((one) => path.startsWith(one)),
  )
  expect(routes.length).toBeGreaterThan(18)
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

test('a viewer looks and changes nothing', async () => {
  const { app, signIn, owner, addMember } = await furnished()
  await addMember('bob', 'w1', 'viewer')
  const ask = await signIn('bob@example.com', owner.password)
  for (const { method, path } of routesOf(app)) {
    if (!path.startsWith('/console/api/w/') || path.endsWith('/live')) continue
    const address = filled(path).slice('/console/api'.length)
    const response = await ask(method, address, method === 'GET' ? undefined : {})
    if (method === 'GET') expect(response.status, path).not.toBe(403)
    else expect(response.status, path).toBe(403)
  }
})

test('every public route is in the OpenAPI document, and nothing else', async () => {
  const { app } = await testApp()
  const documented = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const routed = routesOf(app)
    .filter(({ path }) => path.startsWith('/v1/') || path.startsWith('/b/v1/'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:([a-z]+)/gi, '{$1}')}`)
  expect(documented.sort()).toEqual(routed.sort())
})
