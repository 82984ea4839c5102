// What people and programs do at two nodes in the same moment: it is done once, and limits hold.

import { createClient } from '@libsql/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeAt } from '../../server/second-factor/totp.ts'
import { clientConfig } from '../../server/store/location.ts'
import { type Cluster, startCluster } from './cluster.ts'

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster?.stop())

const password = 'a long enough password'
const ask = (url: string, method: string, path: string, body?: unknown, headers = {}) =>
  fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: url, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const urls = () => cluster.nodes.map((node) => node.url)
const inWorkspace = (path: string) => `/console/api/w/${cluster.workspace.id}${path}`
/** As the owner. */
const asOwner = (url: string, method: string, path: string, body?: unknown) =>
  ask(url, method, inWorkspace(path), body, { cookie: cluster.workspace.cookie })
/** `times` at each node, all at once. */
const atBoth = <T>(times: number, run: (url: string, i: number) => Promise<T>) =>
  Promise.all(
    urls().flatMap((url, node) =>
      Array.from({ length: times }, (_, i) => run(url, node * times + i)),
    ),
  )
const counted = (answers: Response[]) => {
  const by: Record<number, number> = {}
  for (const { status } of answers) by[status] = (by[status] ?? 0) + 1
  return by
}
const control = async (sql: string) => {
  const client = createClient(clientConfig(cluster.location, { kind: 'control' }))
  try {
    return (await client.execute(sql)).rows
  } finally {
    client.close()
  }
}
const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')

test('of views saved at both no more come in than one may have', async () => {
  const view = { name: 'Big', isShared: false, filters: {} }
  const answers = await atBoth(60, (url) => asOwner(url, 'POST', '/views', view))
  expect(counted(answers)).toEqual({ 201: 100, 409: 20 })
  expect(await control('SELECT count(*) AS n FROM views')).toMatchObject([{ n: 100 }])
})

test('an invitation that is taken at both lets one in, and leaves nobody behind', async () => {
  const { token } = (await (
    await asOwner(urls()[0] ?? '', 'POST', '/people/invitations', { role: 'analyst' })
  ).json()) as { token: string }
  const answers = await atBoth(3, (url, i) => {
    const newcomer = { name: 'New', email: `new-${i}@example.com`, password }
    return ask(url, 'POST', '/console/api/join', { token, newcomer })
  })
  expect(counted(answers)).toEqual({ 201: 1, 403: 5 })
  expect(
    await control(`SELECT (SELECT count(*) FROM people WHERE email LIKE 'new-%') AS people,
      (SELECT count(*) FROM members) AS members`),
  ).toMatchObject([{ people: 1, members: 2 }])
})

test('wrong passwords at both are counted together', async () => {
  const answers = await atBoth(8, (url) =>
    ask(url, 'POST', '/console/api/auth/sign-in/email', { email: 'eve@example.com', password }),
  )
  expect(counted(answers)).toEqual({ 401: 10, 429: 6 })
})

test('a write that is sent to both with one key is done once, and told its secret', async () => {
  const headers = {
    authorization: `Bearer ${cluster.workspace.secretKey}`,
    'idempotency-key': 'the-same',
  }
  const body = {
    kind: 'webhook',
    name: 'Twice',
    settings: { url: 'https://example.com/hook' },
    hears: { families: [], events: [] },
  }
  const make = (url: string) => ask(url, 'POST', '/v1/destinations', body, headers)
  const answers = await atBoth(4, make)
  expect(answers.filter((one) => ![201, 409].includes(one.status))).toEqual([])
  const again = await atBoth(1, make)
  expect(counted(again)).toEqual({ 201: 2 })
  const texts = await Promise.all(
    [...answers, ...again].filter((one) => one.status === 201).map((one) => one.text()),
  )
  expect(new Set(texts).size).toBe(1)
  expect(texts[0]).toContain('whsec_')
  const client = cluster.database()
  const { rows } = await client.execute('SELECT count(*) AS n FROM destinations')
  client.close()
  expect(rows).toMatchObject([{ n: 1 }])
})

test('a second factor that is confirmed at both begins one session, and a new password ends it', async () => {
  const email = String(
    (await control("SELECT email FROM people WHERE email LIKE 'new-%'"))[0]?.email,
  )
  const [here = '', there = ''] = urls()
  const enter = (url: string, code?: string) =>
    ask(url, 'POST', '/console/api/auth/sign-in/email', { email, password, code })
  const cookie = cookieOf(await enter(here))
  const begun = await ask(there, 'POST', '/console/api/me/second-factor', { password }, { cookie })
  const { secret } = (await begun.json()) as { secret: string }
  // Nodes go by the time of the database's server, which is this machine's.
  const code = codeAt(secret, Date.now())
  const confirm = (url: string) =>
    ask(url, 'POST', '/console/api/me/second-factor/confirm', { code }, { cookie })
  const answers = await atBoth(2, confirm)
  expect(answers.filter((one) => one.ok)).toHaveLength(1)
  const [done] = answers.filter((one) => one.ok)
  const fresh = done ? cookieOf(done) : ''
  const me = async (url: string) =>
    (await ask(url, 'GET', '/console/api/me', undefined, { cookie: fresh })).json()
  expect(await me(here)).toMatchObject({ person: { email } })
  expect(await me(there)).toMatchObject({ person: { email } })
  const changed = await ask(
    here,
    'POST',
    '/console/api/auth/change-password',
    { currentPassword: password, newPassword: 'another long password' },
    { cookie: fresh },
  )
  expect(changed.status).toBe(200)
  expect(await me(there)).toBeNull()
})
