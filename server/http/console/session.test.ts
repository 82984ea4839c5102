import { expect, test } from 'vitest'
import { home, testApp } from '../../test-app.ts'

const signInPath = '/console/api/auth/sign-in/email'

test('a password opens a session, and signing out ends it', async () => {
  const { request, owner, signIn, deps } = await testApp()
  const response = await request('POST', signInPath, owner, { origin: home })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ done: true })
  const [cookie] = response.headers.getSetCookie()
  expect(cookie).toMatch(
    /^brim\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
  )

  const ask = await signIn()
  const me = await ask('GET', '/me')
  expect(await me.json()).toEqual({
    person: { id: 'ada', name: 'Ada', email: owner.email, hasSecondFactor: false },
    workspaces: [{ id: 'w1', name: 'First', role: 'owner', requiresSecondFactor: false }],
  })
  expect(me.headers.get('cache-control')).toBe('no-store')
  expect((await ask('POST', '/auth/sign-out', {})).status).toBe(200)
  const nobody = await ask('GET', '/me')
  expect([nobody.status, await nobody.json()]).toEqual([200, null])
  expect((await ask('GET', '/w/w1/keys')).status).toBe(401)
  const { rows } = await deps.control.client.execute('select ip_address from sessions')
  expect(rows.every((row) => !row.ip_address)).toBe(true)
})

test('over https the cookie is for https only', async () => {
  const url = 'https://brim.example.com'
  const { app, owner } = await testApp({ url })
  const response = await app.request(`http://10.0.0.1:4400${signInPath}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(owner),
  })
  expect(response.status).toBe(200)
  expect(response.headers.getSetCookie()[0]).toMatch(/^__Secure-brim\.session_token=.*; Secure; /)
})

test('a wrong password and an unknown person look the same', async () => {
  const { request, owner } = await testApp()
  const answer = {
    error: { code: 'unauthenticated', message: 'Invalid email or password' },
  }
  for (const who of [
    { ...owner, password: 'wrong password' },
    { ...owner, email: 'nobody@example.com' },
  ]) {
    const response = await request('POST', signInPath, who, { origin: home })
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual(answer)
  }
})

test('ten wrong passwords are enough for a while', async () => {
  const { request, owner, clock } = await testApp()
  const attempt = (password: string) =>
    request('POST', signInPath, { ...owner, password }, { origin: home })
  for (let i = 0; i < 10; i++) expect((await attempt('wrong password')).status).toBe(401)
  const refused = await attempt(owner.password)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('300')
  expect(await refused.json()).toMatchObject({ error: { code: 'rate_limited' } })
  clock.now += 300_000
  expect((await attempt(owner.password)).status).toBe(200)
})

test('nobody signs up', async () => {
  const { request } = await testApp()
  for (const path of [
    'sign-up/email',
    'update-user',
    'delete-user',
    'list-sessions',
    'get-session',
  ]) {
    const body = { name: 'Eve', email: 'eve@example.com', password: 'a long password' }
    const response = await request('POST', `/console/api/auth/${path}`, body, { origin: home })
    expect(response.status, path).toBe(404)
  }
})

test('another site cannot act in somebody’s name', async () => {
  const { signIn, request, owner } = await testApp()
  const ask = await signIn()
  const evil = { origin: 'https://evil.example' }
  const form = { ...evil, 'content-type': 'text/plain' }
  const refused = await ask('POST', '/w/w1/keys', '{"kind":"secret"}', form)
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ error: { code: 'forbidden' } })
  expect((await ask('DELETE', '/w/w1/keys/k1', undefined, evil)).status).toBe(403)
  expect((await ask('DELETE', '/w/w1/keys/k1', undefined, { origin: 'null' })).status).toBe(403)
  expect((await request('POST', signInPath, owner, evil)).status).toBe(403)
  expect((await ask('POST', '/auth/sign-out', {}, evil)).status).toBe(403)
  expect(((await (await ask('GET', '/w/w1/keys')).json()) as object[]).length).toBe(2)
})

test('only JSON changes something', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  const response = await ask('POST', '/w/w1/keys', 'kind=secret', {
    'content-type': 'application/x-www-form-urlencoded',
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({
    error: { code: 'invalid', message: 'Send application/json' },
  })
})

test('a password can be changed, not to a short one', async () => {
  const { signIn, owner } = await testApp()
  const ask = await signIn()
  const change = (newPassword: string) =>
    ask('POST', '/auth/change-password', { currentPassword: owner.password, newPassword })
  const short = await change('short')
  expect(short.status).toBe(400)
  expect(await short.json()).toMatchObject({ error: { code: 'invalid' } })
  expect((await change('another long one')).status).toBe(200)
  const again = await signIn(owner.email, 'another long one')
  expect(await (await again('GET', '/me')).json()).toMatchObject({ person: { id: 'ada' } })
})

test('a person sees where they are signed in, and ends it there', async () => {
  const { signIn, request, owner, addMember } = await testApp()
  const here = await signIn()
  const there = await signIn()
  type Listed = { id: string; isThis: boolean }[]
  const list = async (ask: typeof here) =>
    (await (await ask('GET', '/me/sessions')).json()) as Listed
  const own = await list(here)
  expect(own.map((one) => one.isThis).sort()).toEqual([false, true])
  expect(JSON.stringify(own)).not.toContain('token')
  const other = own.find((one) => !one.isThis)?.id
  // Nobody ends a session of somebody else.
  await addMember('bob', 'w1', 'owner')
  const bob = await signIn('bob@example.com', owner.password)
  expect((await bob('DELETE', `/me/sessions/${other}`)).status).toBe(404)
  expect((await here('DELETE', `/me/sessions/${other}`)).status).toBe(200)
  expect((await there('GET', '/w/w1/keys')).status).toBe(401)
  expect((await here('GET', '/w/w1/keys')).status).toBe(200)
  const again = await signIn()
  expect(await (await again('DELETE', '/me/sessions')).json()).toEqual({ ended: 1 })
  expect((await here('GET', '/me/sessions')).status).toBe(401)
  expect(await list(again)).toMatchObject([{ isThis: true }])
  expect((await request('GET', '/console/api/me/sessions')).status).toBe(401)
})

test('a new password ends the other sessions, and guessing the old one is slowed', async () => {
  const { signIn, owner } = await testApp()
  const here = await signIn()
  const there = await signIn()
  const change = (currentPassword: string, newPassword = 'another long password') =>
    here('POST', '/auth/change-password', { currentPassword, newPassword })
  expect((await change(owner.password, 'short')).status).toBe(400)
  const wrong: number[] = []
  for (let i = 0; i < 11; i++) wrong.push((await change('a wrong password')).status)
  expect(wrong).toEqual([...Array(10).fill(400), 429])
  const elsewhere = await there('POST', '/auth/change-password', {
    currentPassword: owner.password,
    newPassword: 'another long password',
  })
  // Whoever holds another session of theirs has the same patience to show.
  expect(elsewhere.status).toBe(429)
})

test('who has changed the password stays, with a session that is new', async () => {
  const { signIn, owner } = await testApp()
  const here = await signIn()
  const there = await signIn()
  const changed = await here('POST', '/auth/change-password', {
    currentPassword: owner.password,
    newPassword: 'another long password',
  })
  expect(changed.status).toBe(200)
  expect(changed.headers.getSetCookie().join()).toContain('brim.session_token=')
  expect((await there('GET', '/w/w1/keys')).status).toBe(401)
  const again = await signIn(owner.email, 'another long password')
  expect((await again('GET', '/w/w1/keys')).status).toBe(200)
})
