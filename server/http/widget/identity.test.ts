// What a page has to prove before it is let in, by mode; and that what is signed is trusted.
import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import type { IdentityMode } from '../../../shared/protocol/identity.ts'
import { listEvents } from '../../store/workspace/queries/events.ts'
import { testApp } from '../../test-app.ts'

async function setUp(mode: IdentityMode) {
  const app = await testApp()
  const { signIn, clock, widget, session } = app
  const ask = await signIn()
  const made = await (await ask('POST', '/w/w1/identity/keys', { algorithm: 'HS256' })).json()
  const { key, secret } = made as { key: { id: string }; secret: string }
  expect((await ask('PUT', '/w/w1/identity/mode', { mode })).status).toBe(200)
  const sign = (claims: Record<string, unknown> = {}) => {
    const iat = Math.floor(clock.now / 1_000)
    const payload = { sub: 'mara', account_id: 'acme', aud: 'w1', iat, exp: iat + 600, ...claims }
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256', kid: key.id })
      .sign(new TextEncoder().encode(secret))
  }
  const open = (more = {}) => widget('/open', session(more))
  return { ...app, ask, key, sign, open }
}

const hit = {
  type: 'event',
  messageId: '1',
  name: 'paywall_hit',
  properties: { feature: 'export' },
}

const faults: [string, (sign: (claims?: object) => Promise<string>) => unknown, string][] = [
  ['no token', () => undefined, 'token_missing'],
  ['a token that is null', () => null, 'token_missing'],
  ['an empty token', () => '', 'token_missing'],
  ['rubbish', () => 'rubbish', 'token_invalid'],
  ['a token that is too long', () => 'x'.repeat(4_097), 'token_invalid'],
  ['one that is over', (sign) => sign({ iat: 1, exp: 2 }), 'token_expired'],
  ['another user', (sign) => sign({ sub: 'noor' }), 'token_invalid'],
  ['another account', (sign) => sign({ account_id: 'other' }), 'token_invalid'],
  ['no account', (sign) => sign({ account_id: undefined }), 'token_invalid'],
  ['another workspace', (sign) => sign({ aud: 'w2' }), 'token_invalid'],
]

test.each(faults)('enforced: %s is not let in, and nothing of it lands', async (_, make, code) => {
  const { widget, session, sign, deps } = await setUp('enforce')
  const token = await make(sign as never)
  for (const path of ['/open', '/sync']) {
    const items = path === '/sync' ? { items: [hit] } : {}
    const response = await widget(
      path,
      session({ token, user: { id: 'mara', traits: { role: 'admin' } }, ...items }),
    )
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { code } })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  }
  expect(await listEvents((await deps.openWorkspace('w1')).db, { limit: 10 })).toEqual([])
})

test('enforced: who is proven is let in, and told how long that holds', async () => {
  const { widget, session, sign, open, clock } = await setUp('enforce')
  const token = await sign()
  const opened = await open({ token })
  expect(opened.status).toBe(200)
  expect(await opened.json()).toMatchObject({ armed: [], tokenMs: 600_000 })
  clock.now += 60_000
  const synced = await widget('/sync', session({ token, items: [hit] }))
  expect(await synced.json()).toMatchObject({ accepted: 1, tokenMs: 540_000 })
})

test('enforced: the message says what to do', async () => {
  const { open, sign } = await setUp('enforce')
  const message = async (token?: string) => (await (await open({ token })).json()).error.message
  expect(await message()).toContain('sign one in your backend and pass it to identify()')
  expect(await message(await sign({ sub: 'noor' }))).toContain(
    'The token is for the user "noor", not "mara"',
  )
  expect(await message(await sign({ iat: 1, exp: 2 }))).toContain('sign a new one')
})

test('reported: everybody is let in, and what came is told', async () => {
  const { open, sign, ask } = await setUp('report')
  for (const token of [undefined, 'x'.repeat(5_000), await sign({ sub: 'noor' }), await sign()]) {
    expect((await open({ token })).status).toBe(200)
  }
  expect(await (await ask('GET', '/w/w1/identity')).json()).toMatchObject({
    mode: 'report',
    audience: 'w1',
    checks: { missing: 1, malformed: 1, wrong_person: 1, valid: 1 },
  })
})

test('off: a token changes nothing, good or bad', async () => {
  const { open, sign, api, ask } = await setUp('off')
  for (const token of [await sign({ plan: 'team' }), 'rubbish', undefined]) {
    expect((await open({ token, user: { id: 'mara', traits: { seen: true } } })).status).toBe(200)
  }
  expect(await (await api('GET', '/accounts/acme')).json()).toMatchObject({ traits: {} })
  expect(await (await ask('GET', '/w/w1/identity')).json()).toMatchObject({ checks: {} })
})

test('what is signed is as good as what a secret key says', async () => {
  const { open, sign, api } = await setUp('report')
  const token = await sign({
    plan: 'team',
    role: 'admin',
    email: 'mara@acme.example',
    traits: { department: 'Sales' },
    account_traits: { seats: 5 },
  })
  await open({
    token,
    user: { id: 'mara', traits: { role: 'owner', locale: 'de' } },
    account: { id: 'acme', traits: { plan: 'business', seats: 500, industry: 'ships' } },
  })
  expect(await (await api('GET', '/accounts/acme')).json()).toMatchObject({
    traits: { plan: 'team', seats: 5, industry: 'ships' },
  })
  expect(await (await api('GET', '/users/mara')).json()).toMatchObject({
    traits: { role: 'admin', email: 'mara@acme.example', department: 'Sales', locale: 'de' },
  })
})

test('what is signed is written once, not with each request', async () => {
  const { open, sign, deps, clock } = await setUp('enforce')
  const { db } = await deps.openWorkspace('w1')
  const names = async () => (await listEvents(db, { limit: 50 })).map((one) => one.name).sort()
  await open({ token: await sign({ plan: 'team', role: 'admin' }) })
  const once = await names()
  expect(once).toEqual(['account_changed', 'plan_changed', 'user_changed'])
  clock.now += 120_000
  await open({ token: await sign({ plan: 'team', role: 'admin' }) })
  expect(await names()).toEqual(once)
})

test('an old token does not bring back the plan of its time', async () => {
  const { open, sign, api, clock } = await setUp('enforce')
  const plan = async () => (await (await api('GET', '/accounts/acme')).json()).traits.plan
  const old = await sign({ plan: 'business', role: 'owner' })
  await open({ token: old })
  expect(await plan()).toBe('business')
  clock.now += 60_000
  await api('PUT', '/accounts/acme', { traits: { plan: 'free' } })
  await api('PUT', '/users/mara', { account: 'acme', traits: { role: 'member' } })
  clock.now += 60_000
  expect((await open({ token: old })).status).toBe(200)
  expect(await plan()).toBe('free')
  expect((await (await api('GET', '/users/mara')).json()).traits.role).toBe('member')
  await open({ token: await sign({ plan: 'team' }) })
  expect(await plan()).toBe('team')
  await open({ token: old })
  expect(await plan()).toBe('team')
})

test('a batch is of the session’s own person, whatever its items say', async () => {
  const { widget, session, sign, deps } = await setUp('enforce')
  const other = { ...hit, user: 'noor', account: 'other' }
  const response = await widget('/sync', session({ token: await sign(), items: [other, hit] }))
  expect(await response.json()).toMatchObject({ accepted: 1, refused: [{ index: 0 }] })
  const { db } = await deps.openWorkspace('w1')
  expect(await listEvents(db, { limit: 10 })).toMatchObject([{ user: 'mara', account: 'acme' }])
})

test('a revoked key opens nothing from that moment on', async () => {
  const { open, sign, ask, key } = await setUp('enforce')
  const token = await sign()
  expect((await open({ token })).status).toBe(200)
  await ask('DELETE', `/w/w1/identity/keys/${key.id}`)
  const response = await open({ token })
  expect(await response.json()).toMatchObject({ error: { code: 'token_invalid' } })
})
