import { generateKeyPairSync } from 'node:crypto'
import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { testApp } from '../../test-app.ts'

const ed = generateKeyPairSync('ed25519')
const pem = ed.publicKey.export({ type: 'spki', format: 'pem' }) as string

test('a secret is shown once, and lies sealed', async () => {
  const { signIn, deps, clock } = await testApp()
  const ask = await signIn()
  const response = await ask('POST', '/w/w1/identity/keys', { algorithm: 'HS256' })
  expect(response.status).toBe(201)
  const { key, secret } = (await response.json()) as { key: { id: string }; secret: string }
  expect(secret).toMatch(/^ids_[0-9A-Za-z]{43}$/)
  expect(key).toEqual({
    id: expect.stringMatching(/^kid_/),
    algorithm: 'HS256',
    createdAt: clock.now,
    lastUsedAt: null,
    isUsable: true,
  })
  const listed = await (await ask('GET', '/w/w1/identity')).json()
  expect(listed).toEqual({ mode: 'off', audience: 'w1', keys: [key], checks: {} })
  const { rows } = await deps.control.client.execute('SELECT * FROM identity_keys')
  expect(JSON.stringify(rows)).not.toContain(secret.slice(4, 20))
})

test('of an uploaded key the public half is kept, and there is no secret', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  const response = await ask('POST', '/w/w1/identity/keys', { algorithm: 'public', publicKey: pem })
  expect(await response.json()).toMatchObject({ key: { algorithm: 'EdDSA' }, secret: null })
})

test.each([
  [{ algorithm: 'public', publicKey: 'rubbish' }, 'publicKey'],
  [
    { algorithm: 'public', publicKey: ed.privateKey.export({ type: 'pkcs8', format: 'pem' }) },
    'publicKey',
  ],
  [{ algorithm: 'RS256' }, 'algorithm'],
  [{ algorithm: 'HS256', secret: 'short' }, 'secret'],
])('refuses %j', async (body, path) => {
  const { signIn } = await testApp()
  const response = await (await signIn())('POST', '/w/w1/identity/keys', body)
  expect(response.status).toBe(400)
  expect((await response.json()).error.issues[0].path).toBe(path)
})

test('there are two keys at most, however many ask at once', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  const add = async () => (await ask('POST', '/w/w1/identity/keys', { algorithm: 'HS256' })).status
  const statuses = await Promise.all([add(), add(), add(), add()])
  expect(statuses.sort()).toEqual([201, 201, 409, 409])
})

test('nothing is enforced before there is a key', async () => {
  const { signIn, widget, session } = await testApp()
  const ask = await signIn()
  const response = await ask('PUT', '/w/w1/identity/mode', { mode: 'enforce' })
  expect(response.status).toBe(409)
  expect((await widget('/open', session())).status).toBe(200)
  expect((await ask('PUT', '/w/w1/identity/mode', { mode: 'report' })).status).toBe(200)
  expect((await ask('PUT', '/w/w1/identity/mode', { mode: 'maybe' })).status).toBe(400)
})

test('owners and admins keep it, others look at it, strangers see nothing', async () => {
  const { signIn, owner, addMember } = await testApp()
  const ask = await signIn()
  const made = await (await ask('POST', '/w/w1/identity/keys', { algorithm: 'HS256' })).json()
  const bob = await signIn('bob@example.com', owner.password)
  expect((await bob('GET', '/w/w1/identity')).status).toBe(404)
  expect((await bob('DELETE', `/w/w2/identity/keys/${made.key.id}`)).status).toBe(404)
  await addMember('bob', 'w1', 'editor')
  expect((await bob('GET', '/w/w1/identity')).status).toBe(200)
  expect((await bob('POST', '/w/w1/identity/keys', { algorithm: 'HS256' })).status).toBe(403)
  expect((await bob('PUT', '/w/w1/identity/mode', { mode: 'report' })).status).toBe(403)
  expect((await bob('DELETE', `/w/w1/identity/keys/${made.key.id}`)).status).toBe(403)
  expect((await ask('DELETE', `/w/w1/identity/keys/${made.key.id}`)).status).toBe(200)
  expect((await ask('DELETE', `/w/w1/identity/keys/${made.key.id}`)).status).toBe(404)
})

test('a token is looked at and put into words, for those who may only look too', async () => {
  const { signIn, owner, addMember, clock } = await testApp()
  const ask = await signIn()
  const made = await (await ask('POST', '/w/w1/identity/keys', { algorithm: 'HS256' })).json()
  const iat = clock.now / 1_000
  const sign = (claims: object) =>
    new SignJWT({ sub: 'mara', aud: 'w1', iat, exp: iat + 600, ...claims })
      .setProtectedHeader({ alg: 'HS256', kid: made.key.id })
      .sign(new TextEncoder().encode(made.secret))
  await addMember('bob', 'w1', 'viewer')
  const bob = await signIn('bob@example.com', owner.password)
  const inspect = async (token: string) =>
    (await bob('POST', '/w/w1/identity/inspect', { token })).json()
  expect(await inspect(` ${await sign({ plan: 'team' })}\n`)).toEqual({
    verdict: 'valid',
    words: 'The token is valid',
    claims: { sub: 'mara', iat, exp: iat + 600, plan: 'team' },
  })
  expect(await inspect(await sign({ exp: iat + 7_200 }))).toEqual({
    verdict: 'lifetime_too_long',
    words:
      'It lives too long: exp may be an hour after iat, ten minutes are enough (It lives for 120 minutes)',
    claims: null,
  })
  expect(await inspect('rubbish')).toMatchObject({ verdict: 'malformed' })
  const seen = await (await ask('GET', '/w/w1/identity')).json()
  expect(seen, 'looking is not counted').toMatchObject({ checks: {}, keys: [{ lastUsedAt: null }] })
})

test('a secret that another BRIM_SECRET has sealed is told apart', async () => {
  const { signIn, deps } = await testApp()
  const ask = await signIn()
  await ask('POST', '/w/w1/identity/keys', { algorithm: 'HS256' })
  await deps.control.client.execute("UPDATE identity_keys SET sealed = 'v1.anotherk.AAAA.AAAA'")
  const listed = await (await ask('GET', '/w/w1/identity')).json()
  expect(listed).toMatchObject({ keys: [{ isUsable: false }] })
})
