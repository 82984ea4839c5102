import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { dayMs, minuteMs } from '../../../shared/value/duration.ts'
import type { Pipeline } from '../../pipeline/pipeline.ts'
import { PipelineUnavailable } from '../../pipeline/pipeline.ts'
import { createSealer } from '../../seal.ts'
import { createToken } from '../../store/control/keys.ts'
import { placeOfAnswer } from '../../store/workspace/queries/answers.ts'
import { home, type TestOptions, testApp } from '../../test-app.ts'
import { openApiDocument } from '../ops/document.ts'
import { takesKey } from './idempotency.ts'
import { tellsSecret } from './told-once.ts'

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

const webhook = {
  kind: 'webhook',
  name: 'Backend',
  hears: { families: ['paywall'], events: [] },
  settings: { url: 'https://hooks.example.com/brim' },
}

test('a secret that is told once is told again by a retry, and can be read in no file', async () => {
  const { send, folder } = await furnished()
  let keys = 0
  const twice = async (path: string, body?: unknown) => {
    const key = `k${++keys}`
    const first = await send('POST', path, body, key)
    expect(first.status, path).toBeLessThan(300)
    const told = await first.json()
    const again = await send('POST', path, body, key)
    expect([isReplayed(again), await again.json()], path).toEqual(['true', told])
    return told
  }
  const source = await twice('/sources', { name: 'Site', vendor: 'segment', sender: 'server' })
  const hook = await twice('/sources', {
    name: 'Hook',
    vendor: 'segment_webhook',
    sender: 'server',
  })
  const destination = await twice('/destinations', webhook)
  const rotated = [
    await twice(`/sources/${hook.source.id}/rotate`),
    await twice(`/destinations/${destination.destination.id}/rotate`),
  ]
  const bytes = await Promise.all(
    ['w1.db', 'w1.db-wal'].map((name) => readFile(join(folder, 'workspaces', name), 'latin1')),
  )
  expect(bytes.join('')).toContain('idempotent_writes')
  const secrets = [source, hook, destination, ...rotated].map((one) => one.secret)
  expect(new Set(secrets).size).toBe(5)
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(16)
    expect(bytes.join('')).not.toContain(secret)
    expect(bytes.join('')).not.toContain(secret.split('_').at(-1))
  }
})

test('every write that takes a key and is answered with a secret is one whose answer is sealed', () => {
  const { paths, components } = openApiDocument() as unknown as {
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
    components: { schemas: Record<string, { properties?: Record<string, unknown> }> }
  }
  const telling = Object.entries(components.schemas)
    .filter(([, { properties = {} }]) => 'secret' in properties)
    .map(([name]) => `schemas/${name}"`)
  const found = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => path.startsWith('/v1/') && takesKey(method, path))
      .filter(([, { responses }]) => {
        const answer = JSON.stringify(responses[201] ?? responses[200] ?? null)
        return answer.includes('"secret"') || telling.some((one) => answer.includes(one))
      })
      .map(([method]) => [method, path.replaceAll(/{\w+}/g, 'one')] as const),
  )
  expect(found.filter(([method, path]) => !tellsSecret(method, path))).toEqual([])
  expect(found).toHaveLength(4)
})

test('an answer that was kept before answers were sealed is given as it is', async () => {
  const { send, deps } = await furnished()
  const told = await (await send('POST', '/destinations', webhook, 'k')).text()
  const { client } = await deps.openWorkspace('w1')
  const [row] = (await client.execute('SELECT key, body FROM idempotent_writes')).rows
  const swap = { key: String(row?.key), before: String(row?.body), after: told }
  expect(await deps.pipeline.swapAnswer('w1', swap)).toBe(true)
  const again = await send('POST', '/destinations', webhook, 'k')
  expect([again.status, isReplayed(again), await again.text()]).toEqual([201, 'true', told])
})

test('an answer that no secret opens is not given, and nothing is done anew', async () => {
  const { send, deps, count } = await furnished()
  await send('POST', '/destinations', webhook, 'k')
  const { client } = await deps.openWorkspace('w1')
  const [row] = (await client.execute('SELECT key, body FROM idempotent_writes')).rows
  const [key, before] = [String(row?.key), String(row?.body)]
  const other = createSealer('the secret of another day, long enough')
  const after = other.seal('{}', placeOfAnswer('w1', key))
  await deps.pipeline.swapAnswer('w1', { key, before, after })
  const again = await send('POST', '/destinations', webhook, 'k')
  expect([again.status, (await again.json()).error.code]).toEqual([409, 'conflict'])
  expect(await count('destinations')).toBe(1)
})
