import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { defaultMapping } from '../../../shared/event/source.ts'
import { testApp } from '../../test-app.ts'

const segment = { vendor: 'segment', sender: 'server', name: 'Backend' }
const webhook = { vendor: 'segment_webhook', sender: 'server', name: 'Segment' }
const intercom = { vendor: 'intercom', sender: 'server', name: 'Support' }

test('a source is made with the usual mapping, listed, changed and revoked; its key is told once', async () => {
  const { api, request, clock } = await testApp()
  const made = await api('POST', '/sources', segment)
  expect(made.status).toBe(201)
  const { source, secret } = await made.json()
  expect(source).toEqual({
    ...segment,
    id: expect.stringMatching(/^source_/),
    mapping: defaultMapping('segment'),
    revision: 0,
    text: expect.stringMatching(/^wk_.{4}….{4}$/),
    hasSecret: false,
    createdAt: clock.now,
    lastUsedAt: null,
  })
  const send = () =>
    request(
      'POST',
      '/v1/track',
      { type: 'track', event: 'x', userId: 'mara' },
      { authorization: `Basic ${btoa(`${secret}:`)}` },
    )
  expect((await send()).status).toBe(200)
  const listed = await (await api('GET', '/sources')).json()
  expect(listed).toEqual({ sources: [{ ...source, lastUsedAt: clock.now }] })
  expect(JSON.stringify(listed)).not.toContain(secret)
  const mapping = { ...source.mapping, rules: [] }
  const changed = await api('PUT', `/sources/${source.id}`, { mapping })
  expect(await changed.json()).toMatchObject({ name: 'Backend', mapping })
  expect(await (await api('GET', `/sources/${source.id}`)).json()).toMatchObject({ mapping })
  expect(await (await api('DELETE', `/sources/${source.id}`)).json()).toEqual({
    revoked: source.id,
  })
  expect((await send()).status).toBe(401)
  expect((await api('DELETE', `/sources/${source.id}`)).status).toBe(404)
})

test('what a Segment webhook signs with is rotated: the one before is no good any more', async () => {
  const { api, request } = await testApp()
  const { source, secret } = await (await api('POST', '/sources', webhook)).json()
  const payload = JSON.stringify({ type: 'identify', userId: 'mara' })
  const send = (by: string) => {
    const signature = createHmac('sha1', by).update(payload).digest('hex')
    return request('POST', `/inbound/segment/${source.text}`, payload, { 'x-signature': signature })
  }
  expect((await send(secret)).status).toBe(200)
  const rotated = await (await api('POST', `/sources/${source.id}/rotate`)).json()
  expect(rotated.source.id).toBe(source.id)
  expect([(await send(secret)).status, (await send(rotated.secret)).status]).toEqual([401, 200])
})

test('what others have made to sign with is given, and never answered', async () => {
  const { api, logged } = await testApp()
  const { source } = await (await api('POST', '/sources', intercom)).json()
  const secret = 'a1b2c3d4-e5f6-7890-abcd-ef0123456789'
  const given = await api('PUT', `/sources/${source.id}/secret`, { secret })
  expect(given.status).toBe(200)
  const texts = [
    await given.text(),
    await (await api('GET', '/sources')).text(),
    JSON.stringify(logged),
  ]
  for (const text of texts) expect(text).not.toContain(secret)
  expect(JSON.parse(texts[0] ?? '')).toMatchObject({ hasSecret: true })
})

test.each<[string, object, string, string, unknown, number, RegExp]>([
  [
    'a secret that is no secret',
    intercom,
    'PUT',
    '/secret',
    { secret: 'short' },
    400,
    /not all of/,
  ],
  [
    'a secret for what has none',
    segment,
    'PUT',
    '/secret',
    { secret: 'x'.repeat(20) },
    409,
    /makes no secret/,
  ],
  ['a write key to be rotated', segment, 'POST', '/rotate', undefined, 409, /make another source/],
  [
    'another’s secret to be rotated',
    intercom,
    'POST',
    '/rotate',
    undefined,
    409,
    /give it the new one/,
  ],
  [
    'a mapping of another kind',
    intercom,
    'PUT',
    '',
    { mapping: defaultMapping('segment') },
    400,
    /needs its topics/,
  ],
  ['another tool', segment, 'PUT', '', { vendor: 'heap' }, 400, /./],
])('%s is refused in words', async (_, of, method, path, body, status, words) => {
  const { api } = await testApp()
  const { source } = await (await api('POST', '/sources', of)).json()
  const answer = await api(method, `/sources/${source.id}${path}`, body)
  const { error } = await answer.json()
  expect([answer.status, JSON.stringify(error)]).toEqual([status, expect.stringMatching(words)])
})

test('who may not send may make nothing to send by; other workspaces’ sources are not there', async () => {
  const { api, keys, deps } = await testApp()
  const { source } = await (await api('POST', '/sources', webhook)).json()
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['PUT', '', { name: 'Mine' }],
    ['PUT', '/secret', { secret: 'x'.repeat(20) }],
    ['POST', '/rotate', undefined],
    ['DELETE', '', undefined],
  ] as const) {
    const answer = await api(method, `/sources/${source.id}${path}`, body, keys.others)
    expect(answer.status, `${method} ${path}`).toBe(404)
  }
  const withScopes = async (...scopes: string[]) => {
    await deps.control.client.execute({
      sql: "update keys set scopes = ? where id = 'k2'",
      args: [JSON.stringify(scopes)],
    })
    deps.keys.forget()
  }
  await withScopes('read', 'author')
  expect((await api('GET', '/sources')).status).toBe(200)
  expect((await api('POST', '/sources', segment)).status).toBe(403)
  expect((await api('POST', `/sources/${source.id}/rotate`)).status).toBe(403)
  await withScopes('ingest')
  expect((await api('GET', '/sources')).status).toBe(403)
  expect((await api('PUT', `/sources/${source.id}`, { name: 'x' })).status).toBe(403)
})
