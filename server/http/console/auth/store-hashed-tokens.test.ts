import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashToken } from '../../../store/control/keys.ts'
import { home, testApp } from '../../../test-app.ts'

/** The token in a cookie: what stands before its signature. */
const tokenOf = (response: Response): string => {
  const cookie = response.headers.getSetCookie().find((one) => one.includes('session_token')) ?? ''
  return decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? '').split('.')[0] ?? ''
}

async function entered() {
  const at = await testApp()
  const enter = () =>
    at.request('POST', '/console/api/auth/sign-in/email', at.owner, { origin: home })
  const response = await enter()
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const ask = (method: string, path: string, body?: unknown) =>
    at.request(method, `/console/api${path}`, body, { cookie, origin: home })
  return { ...at, enter, ask, cookie, token: tokenOf(response) }
}

test('no token of a live session stands in the files of the database', async () => {
  const { token, enter, ask, folder, owner } = await entered()
  const more = tokenOf(await enter())
  const changed = await ask('POST', '/auth/change-password', {
    currentPassword: owner.password,
    newPassword: 'another long one',
  })
  const tokens = [token, more, tokenOf(changed)]
  expect(tokens.every((one) => /^\w{32}$/.test(one))).toBe(true)
  const names = (await readdir(folder)).filter((one) => one.startsWith('control.db'))
  expect(names).toContain('control.db-wal')
  const bytes = Buffer.concat(await Promise.all(names.map((one) => readFile(join(folder, one)))))
  // What is looked for would be found: the hash of the one that is good stands there.
  expect(bytes.includes(hashToken(tokens[2] ?? ''))).toBe(true)
  for (const one of tokens) expect(bytes.includes(one)).toBe(false)
})

test('what the database holds opens nothing', async () => {
  const { cookie, token, request } = await entered()
  const asHash = cookie.replace(token, hashToken(token))
  const path = '/console/api/me/sessions'
  expect((await request('GET', path, undefined, { cookie })).status).toBe(200)
  expect((await request('GET', path, undefined, { cookie: asHash })).status).toBe(401)
})

test('a session is prolonged under the token it has, and ended by it', async () => {
  const { ask, deps, token, cookie, request } = await entered()
  const { client } = deps.control
  const soon = Date.now() + 60_000
  await client.execute({ sql: 'UPDATE sessions SET expires_at = ?', args: [soon] })
  const response = await ask('GET', '/w/w1/keys')
  expect(response.status).toBe(200)
  const { rows } = await client.execute('SELECT token, expires_at FROM sessions')
  expect(rows).toMatchObject([{ token: hashToken(token) }])
  expect(Number(rows[0]?.expires_at)).toBeGreaterThan(soon)
  expect((await ask('POST', '/auth/sign-out', {})).status).toBe(200)
  expect((await client.execute('SELECT * FROM sessions')).rows).toEqual([])
  const after = await request('GET', '/console/api/me', undefined, { cookie })
  expect(await after.json()).toBeNull()
})
