import { expect, test } from 'vitest'
import { mostFileBytes } from '../../../shared/file/format.ts'
import { home, testApp } from '../../test-app.ts'

const file = { format: 1, plans: { team: { name: 'Team', tier: 1 } } }

test('definitions go out as a file, and in again without changing anything', async () => {
  const { api } = await testApp()
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  const exported = await api('GET', '/definitions')
  expect(exported.headers.get('content-disposition')).toContain('brim.json')
  const text = await exported.text()
  expect(JSON.parse(text)).toEqual({
    $schema: 'http://brim.test/brim.schema.json',
    format: 1,
    metered: {},
    nudges: {},
    offers: {},
    plans: { team: { features: [], limits: {}, name: 'Team', prices: [], tier: 1 } },
    plays: {},
    triggers: {},
  })
  const imported = await api('PUT', '/definitions?publish=true&remove=true', text)
  expect(imported.status).toBe(200)
  expect(await imported.json()).toMatchObject({ definitions: [{ what: 'unchanged' }] })
  expect(await (await api('GET', '/definitions')).text()).toBe(text)
})

test('a plan changes nothing, and is refused when somebody was faster', async () => {
  const { api } = await testApp()
  const planned = await (await api('POST', '/definitions/plan', file)).json()
  expect(planned).toMatchObject({ definitions: [{ kind: 'plan', key: 'team', what: 'new' }] })
  expect(await (await api('GET', '/plans')).json()).toEqual({ plans: [] })
  await api('POST', '/plans', { key: 'free', name: 'Free', tier: 0 })
  const late = await api('PUT', `/definitions?base=${planned.base}`, file)
  expect(late.status).toBe(409)
  expect((await api('GET', '/plans/team')).status).toBe(404)
})

test('faults come with their lines, and a file that is far too large is refused clearly', async () => {
  const { api } = await testApp()
  const broken = await api('PUT', '/definitions', '{\n  "format": 1,\n  "plans": { "a": { } }\n}')
  expect(broken.status).toBe(400)
  const { error } = await broken.json()
  expect(error.issues).toContainEqual(expect.objectContaining({ path: 'plans.a.name', line: 3 }))
  const large = await api('PUT', '/definitions', 'x'.repeat(10_000_000))
  expect(large.status).toBe(413)
  expect(await large.json()).toEqual({
    error: { code: 'too_large', message: `At most ${mostFileBytes} bytes a request` },
  })
})

test('a file of another encoding is refused, not taken with broken letters', async () => {
  const { app, keys } = await testApp()
  const text = JSON.stringify({ format: 1, plans: { team: { name: 'Größer', tier: 1 } } })
  const put = (body: Uint8Array<ArrayBuffer>) =>
    app.request(`${home}/v1/definitions`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${keys.secret}` },
      body,
    })
  const latin = await put(Buffer.from(text, 'latin1'))
  expect(latin.status).toBe(400)
  expect((await latin.json()).error.message).toContain('not UTF-8')
  const utf16 = await put(Buffer.from(`\ufeff${text}`, 'utf16le'))
  expect(await utf16.json()).toMatchObject({ definitions: [{ name: 'Größer', what: 'new' }] })
})

test('members take files in the console, viewers only look at them', async () => {
  const { signIn, addMember, owner } = await testApp()
  const ask = await signIn()
  const planned = await (await ask('POST', '/w/w1/file/plan', file)).json()
  const taken = await ask('PUT', `/w/w1/file?publish=true&base=${planned.base}`, file)
  expect(await taken.json()).toMatchObject({ definitions: [{ what: 'new' }] })
  const large = await ask('PUT', '/w/w1/file', 'x'.repeat(10_000_000), {
    'content-type': 'application/json',
  })
  expect(large.status).toBe(413)
  await addMember('bob', 'w1', 'viewer')
  const bob = await signIn('bob@example.com', owner.password)
  expect((await bob('GET', '/w/w1/file')).status).toBe(200)
  expect((await bob('POST', '/w/w1/file/plan', file)).status).toBe(200)
  expect((await bob('PUT', '/w/w1/file', file)).status).toBe(403)
})

test('what is in use is not deleted, and who uses it is named', async () => {
  const { api, signIn } = await testApp()
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  await api('PUT', '/offers/up', { kind: 'upgrade', name: 'Move up', plan: 'team' })
  const refused = await api('DELETE', '/plans/team')
  expect(refused.status).toBe(409)
  expect(await refused.json()).toEqual({
    error: { code: 'conflict', message: 'Still in use: the offer “Move up” refers to it' },
  })
  const ask = await signIn()
  expect((await ask('DELETE', '/w/w1/definitions/offer/up')).status).toBe(200)
  expect((await api('DELETE', '/plans/team')).status).toBe(200)
  expect((await api('DELETE', '/plans/team')).status).toBe(404)
})

test('editors have the schema of the file, without a key', async () => {
  const { request } = await testApp()
  const response = await request('GET', '/brim.schema.json')
  expect(response.status).toBe(200)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  const schema = (await response.json()) as { properties: object }
  expect(Object.keys(schema.properties)).toContain('triggers')
})
