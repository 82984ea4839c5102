import { expect, test } from 'vitest'
import { origin, testApp } from '../../test-app.ts'

test('a secret key is shown once and works at once, until it is revoked', async () => {
  const { signIn, api, clock } = await testApp()
  const ask = await signIn()
  const response = await ask('POST', '/w/w1/keys', { kind: 'secret', name: 'Nightly job' })
  expect(response.status).toBe(201)
  const { key, secret } = (await response.json()) as { key: { id: string }; secret: string }
  expect(secret).toMatch(/^sk_[0-9A-Za-z]{36}$/)
  expect(key).toEqual({
    id: expect.stringMatching(/^key_/),
    kind: 'secret',
    name: 'Nightly job',
    text: `${secret.slice(0, 7)}…${secret.slice(-4)}`,
    origins: [],
    createdAt: clock.now,
    lastUsedAt: null,
  })
  expect((await api('GET', '/plans', undefined, secret)).status).toBe(200)
  expect(await (await ask('GET', '/w/w1/keys')).text()).not.toContain(secret)
  const revoked = await ask('DELETE', `/w/w1/keys/${key.id}`)
  expect(await revoked.json()).toEqual({ revoked: key.id })
  expect((await api('GET', '/plans', undefined, secret)).status).toBe(401)
  expect((await ask('DELETE', `/w/w1/keys/${key.id}`)).status).toBe(404)
})

test('origins of a publishable key count at once', async () => {
  const { signIn, widget, session } = await testApp()
  const ask = await signIn()
  expect((await widget('/open', session())).status).toBe(200)
  const changed = await ask('PUT', '/w/w1/keys/k1/origins', {
    origins: ['https://*.Example.org/', 'http://localhost:3000'],
  })
  expect(await changed.json()).toMatchObject({
    id: 'k1',
    origins: ['https://*.example.org', 'http://localhost:3000'],
  })
  expect((await widget('/open', session())).status).toBe(403)
  expect((await widget('/open', session(), { origin: 'https://a.example.org' })).status).toBe(200)
})

test.each([[['nonsense']], [['https://*']], [['https://a.example/path']], ['https://a.example']])(
  'refuses %j as origins',
  async (origins) => {
    const { signIn, widget, session } = await testApp()
    const ask = await signIn()
    const response = await ask('PUT', '/w/w1/keys/k1/origins', { origins })
    expect(response.status).toBe(400)
    expect((await widget('/open', session(), { origin })).status).toBe(200)
  },
)

test('a secret key has no origins, and another workspace’s key is not there', async () => {
  const { signIn, owner } = await testApp()
  const ask = await signIn()
  expect((await ask('PUT', '/w/w1/keys/k2/origins', { origins: [] })).status).toBe(404)
  const bob = await signIn('bob@example.com', owner.password)
  expect((await bob('DELETE', '/w/w2/keys/k1')).status).toBe(404)
  expect((await bob('PUT', '/w/w2/keys/k1/origins', { origins: [] })).status).toBe(404)
})

test('keys are kept by owners and admins', async () => {
  const { signIn, owner, addMember } = await testApp()
  await addMember('bob', 'w1', 'editor')
  const bob = await signIn('bob@example.com', owner.password)
  expect((await bob('POST', '/w/w1/keys', { kind: 'secret' })).status).toBe(403)
  expect((await bob('DELETE', '/w/w1/keys/k2')).status).toBe(403)
  expect(
    (await bob('PUT', '/w/w1/definitions/plan/team', { body: { name: 'T', tier: 1 } })).status,
  ).toBe(200)
})

test('when a key was last used is written down', async () => {
  const { signIn, api, deps, clock } = await testApp()
  await api('GET', '/plans')
  await deps.keys.flush()
  const ask = await signIn()
  const all = (await (await ask('GET', '/w/w1/keys')).json()) as {
    id: string
    lastUsedAt: number
  }[]
  expect(all.map(({ id, lastUsedAt }) => [id, lastUsedAt])).toEqual([
    ['k2', clock.now],
    ['k1', null],
  ])
})

test('a key that another node revoked stops within seconds', async () => {
  const { api, deps, clock } = await testApp()
  expect((await api('GET', '/plans')).status).toBe(200)
  await deps.control.client.execute("update keys set revoked_at = 1 where id = 'k2'")
  clock.now += 5_000
  expect((await api('GET', '/plans')).status).toBe(401)
})

test('a key that was being read while keys changed is read anew', async () => {
  const { deps, keys } = await testApp()
  const reading = deps.keys.find(keys.secret)
  deps.keys.forget()
  expect(await reading).toMatchObject({ id: 'k2' })
  await deps.control.client.execute("update keys set revoked_at = 1 where id = 'k2'")
  expect(await deps.keys.find(keys.secret)).toBeUndefined()
})

test('origins are not saved over a list that was not seen', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  const put = (origins: string[], seen?: string[]) =>
    ask('PUT', '/w/w1/keys/k1/origins', { origins, ...(seen && { seen }) })
  const [a, b] = ['https://a.example', 'https://b.example']
  const both = await Promise.all([put([origin, a], [origin]), put([origin, b], [origin])])
  expect(both.map((one) => one.status).toSorted()).toEqual([200, 409])
  const saved = both[0]?.ok ? [origin, a] : [origin, b]
  // The same once more is no conflict, and says nothing more.
  expect((await put(saved, [origin])).status).toBe(200)
  const { entries } = await (await ask('GET', '/w/w1/audit?group=keys')).json()
  expect(entries).toMatchObject([
    { action: 'key_origins_changed', before: { origins: [origin] }, after: { origins: saved } },
  ])
  expect((await put([], [b])).status).toBe(409)
  expect((await put([])).status).toBe(200)
  expect((await put([], [])).status).toBe(200)
})
