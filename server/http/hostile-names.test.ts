// Names that every object has: wherever a name that somebody sends becomes a key, they are only names.
import { request as httpRequest } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { limits } from '../../shared/protocol/api.ts'
import { listen } from '../listen.ts'
import { home, testApp } from '../test-app.ts'

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']
const everybody = () =>
  JSON.stringify(
    [Object.prototype, Array.prototype, Function.prototype].map(Object.getOwnPropertyNames),
  )

const title = (text: string) => ({
  name: 'N',
  format: 'inline',
  placement: 'slot:promo',
  offer: 'o',
  copy: { en: { title: text, actions: [{ kind: 'learn_more', label: 'More', url: '/x' }] } },
})

test.each(names)(
  '%s in copy, conditions, counters and meters reads nothing of an object',
  async (name) => {
    const before = everybody()
    const { api, logged } = await testApp()
    const tried: [string, unknown][] = [
      ['/offers/o?publish=true', { kind: 'learn_more', name: 'O', url: '/x' }],
      ['/nudges/n?publish=true', title(`Hello {{user.${name}|you}} of {{account.${name}|us}}`)],
      ['/nudges/m?publish=true', title(`{{meter.${name}.used|0}} {{${name}|x}}`)],
      [
        '/nudges/a?publish=true',
        { ...title('T'), audience: { trait: `user.${name}`, exists: true } },
      ],
      ...[
        { trait: `account.${name}`, exists: true },
        { measure: { sum: { event: 'x', property: name, within: '7d' } }, gte: 0 },
        { measure: { distinct: { event: 'x', of: `property.${name}`, within: '7d' } }, gte: 0 },
        { measure: { count: { event: name, within: '7d' } }, gte: 1 },
        { measure: { meter: { name, read: 'used' } }, gte: 0 },
      ].map((when, i): [string, unknown] => [
        `/triggers/t${i}?publish=true`,
        { name: 'T', family: 'limit', subject: 'account', when },
      ]),
      [`/plans/p?publish=true`, { name: 'P', tier: 1, limits: { [name]: 3 } }],
    ]
    for (const [path, body] of tried) {
      const response = await api('PUT', path, body)
      expect([200, 400], `${path} ${await response.clone().text()}`).toContain(response.status)
      if (response.status === 400) expect((await response.json()).error.message).not.toBe('')
    }
    const said = `{"account":"acme","traits":{"name":"Mara","${name}":{"polluted":true}}}`
    expect((await api('PUT', '/users/mara', said)).status).toBe(400)
    const events = `{"events":[{"name":"x","user":"mara","account":"acme","properties":{"${name}":5}}]}`
    expect((await api('POST', '/events', events)).status).toBe(200)
    const asked = await api('POST', '/decide', {
      user: 'mara',
      account: 'acme',
      placements: ['slot:promo', `slot:${name}`, `meter:${name}`],
      explain: true,
    })
    expect(await asked.text()).not.toMatch(/native code|\[object|function /)
    for (const path of [
      `/accounts/${name}`,
      `/users/${name}`,
      `/plans/${name}`,
      `/triggers/${name}`,
    ]) {
      expect((await api('GET', path)).status, path).toBe(404)
    }
    expect(everybody()).toBe(before)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(logged).toEqual([])
  },
)

test.each(names)('an account, a user and a message may be called %s', async (name) => {
  const { api } = await testApp()
  for (const kind of ['accounts', 'users']) {
    const said = await api('PUT', `/${kind}/${name}`, {
      traits: { plan: 'free' },
      messageId: `${name}${kind}`,
    })
    expect([said.status, (await said.json()).id]).toEqual([200, name])
    expect((await api('GET', `/${kind}/${name}/export`)).status).toBe(200)
  }
  const event = { name: 'x', account: name, user: name, messageId: name }
  for (const repeated of [0, 1]) {
    const sent = await api('POST', '/events', { events: [event] })
    expect(await sent.json()).toEqual({ accepted: 1, repeated, refused: [] })
  }
})

test.each([
  ['a reserved key in the body itself', '/accounts/acme', '{"__proto__":{},"traits":{}}'],
  ['in a value of traits', '/accounts/acme', '{"traits":{"x":[{"__proto__":1}]}}'],
  ['in the settings', '/settings', '{"defaults":{"__proto__":{"x":1}}}'],
  ['in the settings, as a constructor', '/settings', '{"defaults":{"constructor":{"x":1}}}'],
  ['in an experiment', '/nudges/n', '{"name":"N","experiment":{"arms":[{"__proto__":{}}]}}'],
])('%s is refused', async (_, path, body) => {
  const { api } = await testApp()
  const before = everybody()
  const response = await api('PUT', path, body)
  expect([response.status, (await response.json()).error.code]).toEqual([400, 'invalid'])
  expect(everybody()).toBe(before)
})

test('of a key that comes twice the last one counts, and it is judged', async () => {
  const { api } = await testApp()
  const twice = '{"traits":{"plan":"free","plan":"team"},"traits":{"plan":"pro"}}'
  expect(await (await api('PUT', '/accounts/acme', twice)).json()).toMatchObject({
    traits: { plan: 'pro' },
  })
  const hidden = '{"traits":{},"traits":{"plan":{"deep":1}}}'
  expect((await api('PUT', '/accounts/acme', hidden)).status).toBe(400)
})

test.each([
  '1e400',
  '-1e400',
  '1e101',
  '123456789012345678901234567890123456789e99',
  'NaN',
  '01',
  '0x1',
])('the number %s is refused by name', async (number) => {
  const { api } = await testApp()
  const response = await api('PUT', '/accounts/acme', `{"traits":{"n":${number}}}`)
  const { error } = await response.json()
  expect(response.status).toBe(400)
  expect(error.issues?.[0]?.path ?? error.message).toMatch(/traits\.n|not JSON/)
})

test('bytes that are no UTF-8 are kept as broken characters, and read again', async () => {
  const { app, api, keys } = await testApp()
  const body = Buffer.concat([
    Buffer.from('{"traits":{"name":"A'),
    Buffer.from([0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80]),
    Buffer.from('B"}}'),
  ])
  const response = await app.request(`${home}/v1/accounts/acme`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${keys.secret}` },
    body: new Uint8Array(body),
  })
  expect(response.status).toBe(200)
  const { traits } = await (await api('GET', '/accounts/acme')).json()
  expect(traits.name).toMatch(/^A\uFFFD+\(\uFFFD+B$/)
})

test('too many names, items, letters and levels are each refused by name', async () => {
  const { api } = await testApp()
  const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, i]))
  const put = async (traits: object) => (await api('PUT', '/accounts/acme', { traits })).json()
  expect(await put(many(100))).toMatchObject({ id: 'acme' })
  expect((await put(many(101))).error.issues).toEqual([
    { path: 'traits', message: 'At most 100 traits' },
  ])
  expect((await put({ ['x'.repeat(65)]: 1 })).error.issues[0].path).toContain('traits.x')
  expect((await put({ x: 'y'.repeat(2049) })).error.issues[0].path).toBe('traits.x')
  expect((await put({ x: Array(101).fill(1) })).error.issues[0].path).toBe('traits.x')
  expect((await put({ x: [[1]] })).error.issues[0].path).toMatch(/^traits\.x/)
  const events = Array.from({ length: limits.batchItems + 1 }, () => ({ name: 'x', account: 'a' }))
  const batch = await (await api('POST', '/events', { events })).json()
  expect(batch.error.issues[0].path).toBe('events')
})

test('an address or a header without end is refused before it is read', async () => {
  const { app } = await testApp()
  const server = await listen(app.fetch, { host: '127.0.0.1', port: 0 })
  onTestFinished(() => server.close())
  const status = (path: string, headers: Record<string, string> = {}) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = httpRequest(
        { host: '127.0.0.1', port: server.port, path, headers },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        },
      )
      asked.on('error', reject)
      asked.end()
    })
  expect(await status(`/v1/accounts/${'x'.repeat(20_000)}`)).toBe(431)
  expect(await status('/v1/plans', { 'x-long': 'x'.repeat(20_000) })).toBe(431)
  expect(await status(`/v1/plans?${'a=b&'.repeat(3_000)}`)).toBe(401)
  expect(await status('/v1/plans', { authorization: `Bearer sk_${'x'.repeat(10_000)}` })).toBe(401)
})

test('what a page says of its user is refused like what a backend says', async () => {
  const { api, widget, session } = await testApp()
  for (const value of ['{"__proto__":{}}', '{"seats":1e400}']) {
    const text = JSON.stringify(session({ user: { id: 'mara', traits: 'TRAITS' } }))
    const response = await widget('/open', text.replace('"TRAITS"', value))
    expect([response.status, (await response.json()).error.issues[0].path]).toEqual([
      400,
      value.includes('seats') ? 'user.traits.seats' : 'user.traits',
    ])
  }
  const single = '{"account":"acme","kind":"plan","__proto__":{"mrrDelta":5}}'
  expect((await api('POST', '/conversions', single)).status).toBe(400)
})
