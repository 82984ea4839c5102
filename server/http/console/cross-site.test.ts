// Every route of the console that changes something, asked by a page of another site with the cookie
// of somebody who is signed in and may do it.
import { expect, test } from 'vitest'
import { codeAt } from '../../second-factor/totp.ts'
import { home, testApp } from '../../test-app.ts'

const foreign: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  // A page beside Brim, below the same domain; and what an old browser says of neither.
  { origin: home, 'sec-fetch-site': 'same-site' },
  { origin: 'http://brim.test:8080', 'sec-fetch-site': 'same-site' },
  { origin: home, 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'none' },
]

const forms = ['application/json', 'text/plain', 'application/x-www-form-urlencoded']

async function signedIn() {
  const at = await testApp()
  const response = await at.request('POST', '/console/api/auth/sign-in/email', at.owner, {
    origin: home,
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const routes = [
    ...new Map(
      at.app.routes
        .filter(({ path, method }) => path.startsWith('/console/api/') && !/ALL|GET/.test(method))
        .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
    ).values(),
  ]
  const dump = async () => {
    const { client } = at.deps.control
    const tables = await client.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    const all = tables.rows.map(async ({ name }) => [
      name,
      (await client.execute(`SELECT * FROM ${name}`)).rows,
    ])
    return JSON.stringify(await Promise.all(all))
  }
  return { ...at, cookie, routes, dump }
}

const addressOf = (path: string) =>
  path
    .replace(':workspace', 'w1')
    .replace(':kind', 'plan')
    .replace('/keys/:id', '/keys/k1')
    .replace('/people/:id', '/people/ada')
    .replace(':person', 'ada')
    .replaceAll(/:[a-z]+(\{[^}]*\})?/g, 'x')

test('is refused, whatever it sends and however it says where it comes from', async () => {
  const { cookie, routes, request, dump } = await signedIn()
  expect(routes.length).toBeGreaterThan(45)
  const before = await dump()
  for (const { method, path } of routes) {
    for (const from of foreign) {
      for (const type of method === 'DELETE' ? [undefined, ...forms] : forms) {
        const headers = { cookie, ...from, ...(type && { 'content-type': type }) }
        const response = await request(method, addressOf(path), type && '{}', headers)
        const where = `${method} ${path} ${JSON.stringify(from)} ${type}`
        expect([response.status, await response.json()], where).toMatchObject([
          403,
          { error: { code: 'forbidden', message: expect.stringContaining('another site') } },
        ])
        expect(response.headers.getSetCookie(), where).toEqual([])
      }
    }
  }
  expect(await dump()).toBe(before)
}, 60_000)

test('a form without any word of where it comes from is refused as well', async () => {
  const { cookie, request } = await signedIn()
  for (const type of [undefined, 'text/plain', 'multipart/form-data; boundary=x']) {
    const headers = { cookie, ...(type && { 'content-type': type }) }
    const path = '/console/api/auth/sign-out'
    expect((await request('POST', path, type && '{}', headers)).status, type).toBe(403)
  }
})

test('no answer lets another site read it', async () => {
  const { cookie, request, app } = await signedIn()
  const paths = app.routes
    .filter(({ path, method }) => path.startsWith('/console/api/') && method === 'GET')
    .map(({ path }) => addressOf(path))
    .filter((path) => !path.endsWith('/live'))
  for (const path of new Set(paths)) {
    const headers = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const response = await request('GET', path, undefined, headers)
    await response.text()
    for (const name of ['access-control-allow-origin', 'access-control-allow-credentials'])
      expect(response.headers.get(name), path).toBeNull()
  }
}, 60_000)

test('what the console itself sends is let in', async () => {
  const { cookie, request, clock } = await signedIn()
  const headers = { cookie, origin: home, 'sec-fetch-site': 'same-origin' }
  const body = { password: 'a long password' }
  const begun = await request('POST', '/console/api/me/second-factor', body, headers)
  const { secret } = (await begun.json()) as { secret: string }
  const code = codeAt(secret, clock.now)
  const path = '/console/api/me/second-factor/confirm'
  expect((await request('POST', path, { code }, headers)).status).toBe(200)
})
