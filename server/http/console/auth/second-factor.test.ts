import { hashPassword } from 'better-auth/crypto'
import { expect, test } from 'vitest'
import { brim } from '../../../../shared/audit/actor.ts'
import { codeAt } from '../../../second-factor/totp.ts'
import { addPasswordReset, resetPassword } from '../../../store/control/password-resets.ts'
import { home, testApp } from '../../../test-app.ts'

const password = 'a long password'
const signInPath = '/console/api/auth/sign-in/email'
const stepMs = 30_000

type Test = Awaited<ReturnType<typeof testApp>>
type Ask = Awaited<ReturnType<Test['signIn']>>

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')

/** Sets one up, as its own person does; answers who asks from then on. */
async function withFactor(at: Test, ask: Ask) {
  const begun = await ask('POST', '/me/second-factor', { password })
  expect(begun.status).toBe(201)
  const { secret } = (await begun.json()) as { secret: string; uri: string }
  const code = codeAt(secret, at.clock.now)
  const confirmed = await ask('POST', '/me/second-factor/confirm', { code })
  expect(confirmed.status).toBe(200)
  const { backupCodes } = (await confirmed.json()) as { backupCodes: string[] }
  const cookie = cookieOf(confirmed)
  const again: Ask = (method, path, body, headers = {}) =>
    ask(method, path, body, { cookie, ...headers })
  return { secret, backupCodes, ask: again, usedCode: code }
}

async function furnished() {
  const at = await testApp()
  const first = await at.signIn()
  const there = await at.signIn()
  const factor = await withFactor(at, first)
  const enter = (code?: string, email = at.owner.email) =>
    at.request('POST', signInPath, { email, password, code }, { origin: home })
  const codeNow = () => codeAt(factor.secret, at.clock.now)
  return { ...at, ...factor, first, there, enter, codeNow }
}

test('with a second factor the password alone opens nothing', async () => {
  const { enter, codeNow, clock, deps } = await furnished()
  clock.now += stepMs
  const sessions = async () =>
    (await deps.control.client.execute('SELECT count(*) AS n FROM sessions')).rows[0]?.n
  const before = await sessions()
  const first = await enter()
  expect([first.status, await first.json(), cookieOf(first)]).toEqual([
    200,
    { done: false, needs: 'code' },
    '',
  ])
  expect(await sessions()).toBe(before)
  const second = await enter(codeNow())
  expect([second.status, await second.json()]).toEqual([200, { done: true }])
  expect(cookieOf(second)).toMatch(/^brim\.session_token=/)
})

test('a code counts once, also when it comes twice at once, and the one that confirmed never again', async () => {
  const { enter, codeNow, clock, usedCode } = await furnished()
  expect((await enter(usedCode)).status).toBe(401)
  clock.now += stepMs
  const answers = await Promise.all([1, 2, 3].map(() => enter(codeNow())))
  expect(answers.map((one) => one.status).sort()).toEqual([200, 401, 401])
  // Nor does one that is older than the newest that was taken.
  expect((await enter(usedCode)).status).toBe(401)
})

test('a backup code counts once, however it is typed', async () => {
  const { enter, backupCodes, ask } = await furnished()
  expect(backupCodes).toHaveLength(10)
  const [code = '', other = ''] = backupCodes
  const answers = await Promise.all([1, 2].map(() => enter(code.toUpperCase())))
  expect(answers.map((one) => one.status).sort()).toEqual([200, 401])
  expect((await enter(other.replace('-', ' '))).status).toBe(200)
  expect(await (await ask('GET', '/me/second-factor')).json()).toMatchObject({ backupCodes: 8 })
})

test('guessing codes is slowed for the person, from wherever and however many at once', async () => {
  const { enter, codeNow, clock, signIn } = await furnished()
  clock.now += stepMs
  const wrong = codeNow() === '000000' ? '000001' : '000000'
  const answers = await Promise.all(Array.from({ length: 9 }, () => enter(wrong)))
  expect(answers.map((one) => one.status).sort()).toEqual([
    ...Array(5).fill(401),
    ...Array(4).fill(429),
  ])
  const refused = await enter(codeNow())
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900'])
  // Nobody else waits for it.
  await signIn('bob@example.com', password)
  clock.now += 900_000
  expect((await enter(codeNow())).status).toBe(200)
}, 60_000)

test('setting it up and turning it off ends all sessions but a new one', async () => {
  const { first, there, ask, enter } = await furnished()
  expect((await there('GET', '/me/sessions')).status).toBe(401)
  expect((await first('GET', '/me/sessions')).status).toBe(401)
  expect((await ask('GET', '/w/w1/keys')).status).toBe(200)
  expect(await (await ask('GET', '/me')).json()).toMatchObject({
    person: { hasSecondFactor: true },
  })
  expect((await ask('POST', '/me/second-factor/off', { password: 'wrong' })).status).toBe(400)
  const off = await ask('POST', '/me/second-factor/off', { password })
  expect(off.status).toBe(200)
  expect((await ask('GET', '/w/w1/keys')).status).toBe(401)
  expect(cookieOf(off)).toMatch(/^brim\.session_token=/)
  expect(await (await enter()).json()).toEqual({ done: true })
})

/** Of Ada, by a link: all her sessions end. */
async function givesHerselfAnother({ deps, clock }: Pick<Test, 'deps' | 'clock'>) {
  const { db } = deps.control
  const at = clock.now
  const { token } = await addPasswordReset(db, { person: 'ada', by: brim, at })
  const passwordHash = await hashPassword('another long password')
  expect(await resetPassword(db, { token, passwordHash, at })).toBe(true)
}

/** Sets one up, with what else happens before and after the code is looked at. */
async function confirming(meanwhile: { before?(at: Test): unknown; after?(at: Test): unknown }) {
  const at = await testApp()
  const { deps } = at
  const ask = await at.signIn()
  const begun = await ask('POST', '/me/second-factor', { password })
  const { secret } = (await begun.json()) as { secret: string }
  const { confirm } = deps.secondFactors
  deps.secondFactors.confirm = async (...args) => {
    await meanwhile.before?.(at)
    const codes = await confirm(...args)
    await meanwhile.after?.(at)
    return codes
  }
  const code = codeAt(secret, at.clock.now)
  const confirmed = await ask('POST', '/me/second-factor/confirm', { code })
  const sessions = await deps.control.client.execute('SELECT id FROM sessions')
  const factors = await deps.control.client.execute(
    'SELECT person FROM second_factors WHERE confirmed_at IS NOT NULL',
  )
  return { status: confirmed.status, sessions: sessions.rows, factors: factors.rows }
}

test('a password that is changed while a second factor comes ends the session that began with it', async () => {
  expect(await confirming({ after: givesHerselfAnother })).toMatchObject({
    status: 200,
    sessions: [],
    factors: [{ person: 'ada' }],
  })
})

test('a session that ends before the code is looked at sets nothing up and goes on as no other', async () => {
  expect(await confirming({ before: givesHerselfAnother })).toEqual({
    status: 400,
    sessions: [],
    factors: [],
  })
})

test('whose password is changed once it was found right turns nothing off and begins no session', async () => {
  const at = await furnished()
  const { passwords } = at.deps
  at.deps.passwords = Object.assign(
    async <T>(holder: string, run: () => Promise<T>) => {
      const answer = await passwords(holder, run)
      await givesHerselfAnother(at)
      return answer
    },
    { demandRoom: passwords.demandRoom },
  )
  expect((await at.ask('POST', '/me/second-factor/off', { password })).status).toBe(409)
  const { rows } = await at.deps.control.client.execute(
    'SELECT (SELECT count(*) FROM sessions) AS sessions, (SELECT count(*) FROM second_factors) AS factors',
  )
  expect(rows).toMatchObject([{ sessions: 0, factors: 1 }])
})

test('a session alone sets nothing up, renews nothing and turns nothing off', async () => {
  const { ask, clock } = await furnished()
  const wrong = { password: 'not this one' }
  for (const path of ['', '/backup-codes', '/off']) {
    const refused = await ask('POST', `/me/second-factor${path}`, wrong)
    expect([refused.status, await refused.json()], path).toMatchObject([
      400,
      { error: { issues: [{ path: 'password' }] } },
    ])
  }
  // There is one already, which nobody replaces.
  expect((await ask('POST', '/me/second-factor', { password })).status).toBe(409)
  expect(await (await ask('GET', '/me/second-factor')).json()).toEqual({
    since: clock.now,
    backupCodes: 10,
  })
})

test('it is asked for once a code of the app has come back, and not before', async () => {
  const { signIn, request, clock } = await testApp()
  const ask = await signIn()
  const confirm = (code: string) => ask('POST', '/me/second-factor/confirm', { code })
  expect((await confirm('000000')).status).toBe(400)
  const first = (await (await ask('POST', '/me/second-factor', { password })).json()) as {
    secret: string
  }
  const second = (await (await ask('POST', '/me/second-factor', { password })).json()) as {
    secret: string
  }
  const body = { email: 'ada@example.com', password }
  const entered = await request('POST', signInPath, body, { origin: home })
  expect(await entered.json()).toEqual({ done: true })
  // The newest counts.
  expect((await confirm(codeAt(first.secret, clock.now))).status).toBe(400)
  const codes = await Promise.all([1, 2].map(() => confirm(codeAt(second.secret, clock.now))))
  expect(codes.filter((one) => one.ok)).toHaveLength(1)
})

test('new backup codes make the old ones worthless', async () => {
  const { ask, enter, backupCodes } = await furnished()
  const renewed = await ask('POST', '/me/second-factor/backup-codes', { password })
  const { backupCodes: fresh } = (await renewed.json()) as { backupCodes: string[] }
  expect(fresh).toHaveLength(10)
  expect((await enter(backupCodes[0])).status).toBe(401)
  expect((await enter(fresh[0])).status).toBe(200)
})

test('a workspace that requires it opens to nobody without, from the next request on', async () => {
  const at = await furnished()
  const { ask, addMember, signIn } = at
  await addMember('bob', 'w1', 'admin')
  const bob = await signIn('bob@example.com', password)
  expect((await bob('PUT', '/w/w1/second-factor', { isRequired: true })).status).toBe(403)
  expect((await ask('PUT', '/w/w1/second-factor', { isRequired: true })).status).toBe(200)
  for (const path of ['/keys', '/people', '/live']) {
    const refused = await bob('GET', `/w/w1${path}`)
    expect([refused.status, await refused.json()], path).toMatchObject([
      403,
      { error: { code: 'second_factor_needed' } },
    ])
  }
  // Elsewhere, and to the way out of it, nothing is closed.
  expect((await bob('GET', '/w/w2/keys')).status).toBe(200)
  expect(await (await bob('GET', '/me')).json()).toMatchObject({
    person: { hasSecondFactor: false },
    workspaces: [{ id: 'w1', requiresSecondFactor: true }, { id: 'w2' }],
  })
  const { ask: bobAgain } = await withFactor(at, bob)
  expect((await bobAgain('GET', '/w/w1/keys')).status).toBe(200)
  expect((await ask('PUT', '/w/w1/second-factor', { isRequired: false })).status).toBe(200)
})

test('nobody requires what they have not set up themselves', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  const refused = await ask('PUT', '/w/w1/second-factor', { isRequired: true })
  expect(refused.status).toBe(409)
  expect((await ask('GET', '/w/w1/keys')).status).toBe(200)
})

test('an owner removes it for who has lost their phone, and their sessions end', async () => {
  const at = await testApp()
  const ada = await at.signIn()
  await at.deps.control.client.execute("DELETE FROM members WHERE person = 'bob'")
  await at.addMember('bob', 'w1', 'editor')
  const { ask: bob } = await withFactor(at, await at.signIn('bob@example.com', password))
  expect(await (await ada('GET', '/w/w1/people')).json()).toMatchObject({
    members: [{ hasSecondFactor: false }, { id: 'bob', hasSecondFactor: true }],
  })
  expect((await bob('DELETE', '/w/w1/second-factor/bob')).status).toBe(403)
  expect((await ada('DELETE', '/w/w1/second-factor/ada')).status).toBe(403)
  expect((await ada('DELETE', '/w/w1/second-factor/eve')).status).toBe(404)
  expect((await ada('DELETE', '/w/w1/second-factor/bob')).status).toBe(200)
  expect((await bob('GET', '/w/w1/keys')).status).toBe(401)
  expect((await ada('DELETE', '/w/w1/second-factor/bob')).status).toBe(404)
  const again = await at.signIn('bob@example.com', password)
  expect((await again('GET', '/w/w1/keys')).status).toBe(200)
})

test('nobody removes it of an owner above them, or of who belongs elsewhere too', async () => {
  const at = await testApp()
  await at.addMember('bob', 'w1', 'admin')
  const bob = await at.signIn('bob@example.com', password)
  const { ask: ada } = await withFactor(at, await at.signIn())
  expect((await bob('DELETE', '/w/w1/second-factor/ada')).status).toBe(403)
  const { ask: bobAgain } = await withFactor(at, bob)
  // Bob owns another workspace, which Ada would open to whoever has his password.
  expect((await ada('DELETE', '/w/w1/second-factor/bob')).status).toBe(403)
  expect((await bobAgain('GET', '/w/w2/keys')).status).toBe(200)
})

test('neither the secret nor a code can be read in the database', async () => {
  const { deps, secret, backupCodes } = await furnished()
  const tables = ['second_factors', 'backup_codes', 'sessions', 'verifications', 'credentials']
  for (const table of tables) {
    const { rows } = await deps.control.client.execute(`SELECT * FROM ${table}`)
    const text = JSON.stringify(rows)
    for (const word of [secret, ...backupCodes, ...backupCodes.map((one) => one.replace('-', ''))])
      expect(text, table).not.toContain(word)
  }
})

test('under another secret of the server it says so, and lets nobody in', async () => {
  const { deps, enter, codeNow, clock, logged } = await furnished()
  clock.now += stepMs
  await deps.control.client.execute(
    "UPDATE second_factors SET sealed = replace(sealed, 'v1.', 'v1.x')",
  )
  const refused = await enter(codeNow())
  expect([refused.status, await refused.json()]).toMatchObject([
    409,
    { error: { message: expect.stringContaining('another secret') } },
  ])
  expect(logged).toHaveLength(1)
})
