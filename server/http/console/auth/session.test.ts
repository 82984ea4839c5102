import { expect, test } from 'vitest'
import { codeAt } from '../../../second-factor/totp.ts'
import { findCredential } from '../../../store/control/people.ts'
import { signIn } from '../../../store/control/sessions.ts'
import { home, testApp } from '../../../test-app.ts'

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
    error: { code: 'unauthenticated', message: 'Invalid e-mail or password' },
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

/** Everything of the control database that coming in and going out changes. */
async function stateOf({ deps }: Awaited<ReturnType<typeof testApp>>) {
  const { client } = deps.control
  const all = ['sessions', 'credentials', 'password_resets', 'audit'].map(async (table) =>
    JSON.stringify((await client.execute(`SELECT * FROM ${table}`)).rows),
  )
  return Promise.all(all)
}

const acts = {
  'sign in': ['signed_in', '/auth/sign-in/email', {}],
  'sign out': ['signed_out', '/auth/sign-out', {}],
  'change of password': ['password_changed', '/auth/change-password', {}],
} as const
const broken = [
  ['audit', 'INSERT'],
  ['sessions', 'INSERT'],
  ['sessions', 'DELETE'],
  ['credentials', 'UPDATE'],
] as const
const cases = Object.keys(acts).flatMap((act) =>
  broken.map(([table, what]) => [act as keyof typeof acts, what, table] as const),
)

test.each(cases)(
  'a %s and its entry stand together, whichever fails: %s on %s',
  async (act, what, table) => {
    const app = await testApp()
    const ask = await app.signIn()
    await app.signIn()
    const { client } = app.deps.control
    const before = await stateOf(app)
    const [action, path] = acts[act]
    const newPassword = 'another long password'
    const bodies = {
      'sign in': app.owner,
      'sign out': {},
      'change of password': { currentPassword: app.owner.password, newPassword },
    }
    const run = () => ask('POST', path, bodies[act])
    await client.execute(
      `CREATE TRIGGER broken BEFORE ${what} ON ${table} BEGIN SELECT RAISE(ABORT, 'full'); END`,
    )
    const answer = await run()
    await client.execute('DROP TRIGGER broken')
    if (answer.status >= 500) {
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(await stateOf(app)).toEqual(before)
      expect((await run()).status).toBe(200)
    }
    const { rows } = await client.execute({
      sql: 'SELECT count(*) AS n FROM audit WHERE action = ?',
      args: [action],
    })
    // Two came in before.
    expect(rows[0]?.n).toBe(act === 'sign in' ? 3 : 1)
  },
)

test('of a hundred wrong passwords at once ten are looked at, the others are told to wait', async () => {
  const { request, owner, deps, clock } = await testApp()
  const { passwords } = deps
  let looked = 0
  deps.passwords = Object.assign(
    <T>(holder: string, run: () => Promise<T>) => {
      looked++
      return passwords(holder, run)
    },
    { demandRoom: passwords.demandRoom },
  )
  const attempt = (password: string) =>
    request('POST', signInPath, { ...owner, password }, { origin: home })
  const all = await Promise.all(Array.from({ length: 100 }, (_, i) => attempt(`wrong ${i}`)))
  expect(all.map((one) => one.status).toSorted()).toEqual([
    ...Array(10).fill(401),
    ...Array(90).fill(429),
  ])
  expect(looked).toBe(10)
  expect(all.find((one) => one.status === 429)?.headers.get('retry-after')).toBe('300')
  expect((await attempt(owner.password)).status).toBe(429)
  clock.now += 300_000
  expect((await attempt(owner.password)).status).toBe(200)
})

test('the right password is never one of too many, also where a code is still to come', async () => {
  const { request, signIn, owner, clock } = await testApp()
  const ask = await signIn()
  const { secret } = await (
    await ask('POST', '/me/second-factor', { password: owner.password })
  ).json()
  await ask('POST', '/me/second-factor/confirm', { code: codeAt(secret, clock.now) })
  for (let i = 0; i < 15; i++) {
    const response = await request('POST', signInPath, owner, { origin: home })
    expect(await response.json()).toEqual({ done: false, needs: 'code' })
  }
})

test('two who change the password at once by the same one: one of them does', async () => {
  const { signIn, owner, deps } = await testApp()
  const [here, there] = [await signIn(), await signIn()]
  const change = (ask: typeof here, newPassword: string) =>
    ask('POST', '/auth/change-password', { currentPassword: owner.password, newPassword })
  const answers = await Promise.all([
    change(here, 'the first one'),
    change(there, 'the second one'),
  ])
  expect(answers.map((one) => one.status).toSorted()).toEqual([200, 409])
  const { rows } = await deps.control.client.execute(
    "SELECT count(*) AS n FROM audit WHERE action = 'password_changed'",
  )
  expect(rows[0]?.n).toBe(1)
  const winner = answers[0]?.status === 200 ? 'the first one' : 'the second one'
  const again = await signIn(owner.email, winner)
  expect((await (await again('GET', '/me/sessions')).json()) as object[]).toHaveLength(2)
})

test('who was on their way in with what is good no more does not come in', async () => {
  const app = await testApp()
  const { db, client } = app.deps.control
  const found = await findCredential(db, app.owner.email)
  const passwordHash = found?.passwordHash ?? ''
  const session = () => app.deps.auth.newSession('ada', new Headers())
  const come = (hash: string, hasShownFactor = false) =>
    signIn(db, { session: session(), passwordHash: hash, hasShownFactor, at: app.clock.now })
  expect(await come('another hash')).toBe(false)
  await client.execute("INSERT INTO second_factors VALUES ('ada', 'x', NULL, 0)")
  expect(await come(passwordHash)).toBe(true)
  await client.execute('UPDATE second_factors SET confirmed_at = 1')
  expect(await come(passwordHash)).toBe(false)
  expect(await come(passwordHash, true)).toBe(true)
  const count = async (what: string) => (await client.execute(`SELECT 1 FROM ${what}`)).rows.length
  expect(await count('sessions')).toBe(2)
  expect(await count("audit WHERE action = 'signed_in'")).toBe(2)
})

test('what is wrong with a change of password is said of its field', async () => {
  const { signIn, owner } = await testApp()
  const ask = await signIn()
  const change = async (currentPassword: unknown, newPassword: unknown) => {
    const response = await ask('POST', '/auth/change-password', { currentPassword, newPassword })
    return (await response.json()).error.issues
  }
  expect(await change('wrong password', 'another long one')).toEqual([
    { path: 'currentPassword', message: 'This is not your password' },
  ])
  expect(await change(owner.password, 'short')).toMatchObject([{ path: 'newPassword' }])
  expect(await change(7, null)).toMatchObject([
    { path: 'currentPassword' },
    { path: 'newPassword' },
  ])
})
