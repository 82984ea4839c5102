import { expect, test } from 'vitest'
import { hourMs } from '../../../shared/value/duration.ts'
import { testApp } from '../../test-app.ts'

const path = '/accounts/acme/claim'

test('a claim is told with its account, until it is released', async () => {
  const { api, clock } = await testApp()
  const claimed = await api('PUT', path, { by: 'ann@example.com' })
  const claim = { by: 'ann@example.com', kind: 'claim', at: clock.now, until: null }
  expect([claimed.status, await claimed.json()]).toMatchObject([200, { id: 'acme', claim }])
  expect(await (await api('GET', '/accounts/acme')).json()).toMatchObject({ claim })
  const released = await api('DELETE', path)
  expect([released.status, await released.json()]).toMatchObject([200, { claim: null }])
  expect((await api('DELETE', path)).status).toBe(200)
})

test('a claim ends by itself', async () => {
  const { api, clock } = await testApp()
  const until = new Date(clock.now + hourMs).toISOString()
  await api('PUT', path, { by: 'ann', kind: 'opportunity', until })
  expect(await (await api('GET', '/accounts/acme')).json()).toMatchObject({
    claim: { kind: 'opportunity', until: clock.now + hourMs },
  })
  clock.now += hourMs
  expect(await (await api('GET', '/accounts/acme')).json()).toMatchObject({ claim: null })
})

test('what somebody else holds is a conflict that names them', async () => {
  const { api } = await testApp()
  const claims = await Promise.all(['ann', 'ben', 'cy'].map((by) => api('PUT', path, { by })))
  expect(claims.map((one) => one.status).sort()).toEqual([200, 409, 409])
  const { claim } = (await (await api('GET', '/accounts/acme')).json()) as { claim: { by: string } }
  const refused = await api('PUT', path, { by: 'somebody' })
  expect(await refused.json()).toEqual({
    error: { code: 'conflict', message: `"${claim.by}" holds this account` },
  })
})

test.each([
  [{}, 'by'],
  [{ by: '' }, 'by'],
  [{ by: 'a\nb' }, 'by'],
  [{ by: 'ann', kind: 'crush' }, 'kind'],
  [{ by: 'ann', until: 'tomorrow' }, 'until'],
  [{ by: 'ann', until: '2020-01-01T00:00:00Z' }, 'until'],
  [{ by: 'ann', for: 'ever' }, 'for'],
])('a claim of %j is refused at %s', async (body, fault) => {
  const { api } = await testApp()
  const response = await api('PUT', path, body)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { issues: [{ path: fault }] } })
  expect((await api('GET', '/accounts/acme')).status).toBe(404)
})

test('garbage is refused, and an account that nobody knows is not there', async () => {
  const { api } = await testApp()
  expect((await api('PUT', path, '{')).status).toBe(400)
  expect((await api('DELETE', '/accounts/nobody/claim')).status).toBe(404)
  expect((await api('GET', '/accounts/nobody/requests')).status).toBe(404)
})

test('another workspace claims its own accounts only', async () => {
  const { api, keys } = await testApp()
  await api('PUT', path, { by: 'ann' })
  expect((await api('DELETE', path, undefined, keys.others)).status).toBe(404)
  expect((await api('PUT', path, { by: 'eve' }, keys.others)).status).toBe(200)
  await api('DELETE', path, undefined, keys.others)
  expect(await (await api('GET', '/accounts/acme')).json()).toMatchObject({ claim: { by: 'ann' } })
})
