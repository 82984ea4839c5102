import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { dayMs, minuteMs } from '../../../shared/duration.ts'
import type { Pipeline } from '../../pipeline/pipeline.ts'
import { PipelineUnavailable } from '../../pipeline/pipeline.ts'
import { createToken } from '../../store/control/keys.ts'
import { home, type TestOptions, testApp } from '../../test-app.ts'

const conversion = { account: 'acme', kind: 'plan', mrrDelta: 900, currency: 'EUR' }
const offer = { kind: 'upgrade', key: 'up', name: 'Up', plan: 'team' }

async function furnished(options: TestOptions = {}) {
  const app = await testApp(options)
  const { api, keys, deps } = app
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  const send = (method: string, path: string, body: unknown, key: string, token = keys.secret) =>
    api(method, path, body, token, { 'idempotency-key': key })
  const count = async (table: string) => {
    const { client } = await deps.openWorkspace('w1')
    return (await client.execute(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n
  }
  return { ...app, send, count }
}

const isReplayed = (response: Response) => response.headers.get('idempotent-replayed')

test('sent again with its key, a write is answered the same and done once', async () => {
  const { send, count } = await furnished()
  const first = await send('POST', '/conversions', conversion, 'invoice-1')
  const again = await send('POST', '/conversions', conversion, 'invoice-1')
  expect([first.status, isReplayed(first)]).toEqual([200, null])
  expect([again.status, isReplayed(again)]).toEqual([200, 'true'])
  expect(await again.text()).toBe(await first.text())
  expect(await count('conversions')).toBe(1)
  await send('POST', '/conversions', conversion, 'invoice-2')
  expect(await count('conversions')).toBe(2)
  const created = await send('POST', '/offers', offer, 'offer')
  const retried = await send('POST', '/offers', offer, 'offer')
  expect([created.status, retried.status]).toEqual([201, 201])
  expect(await retried.json()).toEqual(await created.json())
})

test('a refusal is answered the same too', async () => {
  const { send, api } = await furnished()
  const change = () => send('PUT', '/offers/up?revision=3', offer, 'k')
  expect((await change()).status).toBe(404)
  await api('POST', '/offers', offer)
  const again = await change()
  expect([again.status, isReplayed(again)]).toEqual([404, 'true'])
})

test.each([
  ['another body', 'POST', '/conversions', { ...conversion, mrrDelta: 1 }],
  ['another address', 'PUT', '/accounts/acme', { traits: {} }],
  ['another query', 'POST', '/conversions?x=1', conversion],
])('with %s the key is refused', async (_, method, path, body) => {
  const { send, count } = await furnished()
  await send('POST', '/conversions', conversion, 'k')
  const other = await send(method, path, body, 'k')
  expect([other.status, (await other.json()).error.code]).toEqual([422, 'key_reused'])
  expect(await count('conversions')).toBe(1)
})

test('of many at once one works, and the others are told to wait', async () => {
  const { send, count } = await furnished()
  const all = await Promise.all(
    Array.from({ length: 12 }, () => send('POST', '/conversions', conversion, 'k')),
  )
  expect(all.filter((one) => one.status === 200 && !isReplayed(one))).toHaveLength(1)
  for (const one of all.filter((each) => each.status !== 200)) {
    expect([one.status, one.headers.get('retry-after')]).toEqual([409, '1'])
    expect((await one.json()).error.code).toBe('conflict')
  }
  expect(await count('conversions')).toBe(1)
})

test('what has failed is done when it comes again', async () => {
  let isFailing = true
  const { send, count } = await furnished({
    pipeline: (real) => ({
      ...real,
      submit: async (...args) => {
        if (isFailing) throw new PipelineUnavailable('not now')
        return real.submit(...args)
      },
    }),
  })
  expect((await send('POST', '/conversions', conversion, 'k')).status).toBe(503)
  isFailing = false
  const again = await send('POST', '/conversions', conversion, 'k')
  expect([again.status, isReplayed(again)]).toEqual([200, null])
  expect(await count('conversions')).toBe(1)
})

test('a stop between the work and its answer makes nothing double', async () => {
  const { send, count, clock } = await furnished({
    pipeline: (real): Pipeline => ({ ...real, answerKey: () => Promise.reject(new Error('gone')) }),
  })
  expect((await send('POST', '/conversions', conversion, 'k')).status).toBe(200)
  expect((await send('POST', '/conversions', conversion, 'k')).status).toBe(409)
  clock.now += minuteMs
  const again = await send('POST', '/conversions', conversion, 'k')
  expect(await again.json()).toMatchObject({ accepted: 1, repeated: 1 })
  expect(await count('conversions')).toBe(1)
})

test('traits that were said late and changed nothing are not said again by a retry', async () => {
  const { send, api } = await furnished()
  await api('PUT', '/accounts/acme', { traits: { seats: 5 } })
  await send('PUT', '/accounts/acme', { traits: { seats: 5 } }, 'k')
  await api('PUT', '/accounts/acme', { traits: { seats: 9 } })
  expect(isReplayed(await send('PUT', '/accounts/acme', { traits: { seats: 5 } }, 'k'))).toBe(
    'true',
  )
  expect(await (await api('GET', '/accounts/acme')).json()).toMatchObject({ traits: { seats: 9 } })
})

test('a key is of its secret key and workspace, and lasts a day', async () => {
  const { send, keys, addKey, count, clock, deps } = await furnished()
  const other = createToken('secret')
  await addKey('secret', 'w1', other)
  for (const token of [keys.secret, other, keys.others]) {
    expect(isReplayed(await send('POST', '/conversions', conversion, 'k', token))).toBeNull()
  }
  expect(await count('conversions')).toBe(2)
  clock.now += dayMs
  const later = { ...conversion, messageId: 'later' }
  expect((await send('POST', '/conversions', later, 'k')).status).toBe(200)
  expect(await count('idempotent_writes')).toBe(2)
  await deps.pipeline.retire('w1', clock.now + dayMs + 1)
  expect(await count('idempotent_writes')).toBe(0)
})

test('a key is a word; a read and a batch of items do not need one', async () => {
  const { send, count } = await furnished()
  for (const key of ['', 'a b', 'é', 'x'.repeat(256)]) {
    const refused = await send('PUT', '/accounts/acme', { traits: {} }, key)
    expect([refused.status, (await refused.json()).error.issues[0].path], key).toEqual([
      400,
      'Idempotency-Key',
    ])
  }
  await send('PUT', '/accounts/acme', { traits: {} }, 'x'.repeat(255))
  await send('GET', '/accounts/acme', undefined, 'k')
  await send('POST', '/events', { events: [{ name: 'x', account: 'acme' }] }, 'k')
  expect(await count('idempotent_writes')).toBe(1)
})

test('a body in pieces or packed is read once more, and one that is too large is refused', async () => {
  const { app, keys, count } = await furnished()
  const send = (body: BodyInit, headers = {}) =>
    app.request(`${home}/v1/conversions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.secret}`, 'idempotency-key': 'k', ...headers },
      body,
      duplex: 'half',
    } as RequestInit)
  const packed = new Uint8Array(gzipSync(JSON.stringify(conversion)))
  for (const replayed of [null, 'true']) {
    const response = await send(packed, { 'content-encoding': 'gzip' })
    expect([response.status, isReplayed(response)]).toEqual([200, replayed])
  }
  const pieces = new ReadableStream({
    start(controller) {
      controller.enqueue(packed.slice(0, 10))
      controller.enqueue(packed.slice(10))
      controller.close()
    },
  })
  expect(isReplayed(await send(pieces, { 'content-encoding': 'gzip' }))).toBe('true')
  expect((await send('x'.repeat(600_000))).status).toBe(413)
  expect(await count('conversions')).toBe(1)
})

test('a key of another workspace tells nothing about it', async () => {
  const { send, keys } = await furnished()
  await send('PUT', '/accounts/secretive', { traits: { name: 'Secretive' } }, 'k')
  const other = await send('PUT', '/accounts/secretive', { traits: {} }, 'k', keys.others)
  expect([other.status, isReplayed(other)]).toEqual([200, null])
  expect(await other.text()).not.toContain('Secretive')
})
