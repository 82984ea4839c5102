import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, LibsqlError } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import { fetchFrom, isServerAway } from './server-fetch.ts'

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const clientOf = (url: string, timeoutMs?: number) =>
  createClient({ url, authToken: 'a-token', fetch: fetchFrom('w1', timeoutMs) })

const failure = async (url: string, timeoutMs?: number) => {
  const error = await clientOf(url, timeoutMs)
    .execute('SELECT 1')
    .catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(LibsqlError)
  return error as LibsqlError
}

test('names the namespace and the token, and hands the answer on', async () => {
  const heard: unknown[] = []
  const url = await serve(async (request, response) => {
    const { authorization, 'x-namespace-bin': namespace } = request.headers
    heard.push([authorization, Buffer.from(String(namespace), 'base64').toString()])
    const value = { type: 'integer', value: '7' }
    const result = { cols: [{ name: 'n' }], rows: [[value]], affected_row_count: 0 }
    const execute = { type: 'ok', response: { type: 'execute', result } }
    const close = { type: 'ok', response: { type: 'close' } }
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ baton: null, base_url: null, results: [execute, close] }))
  })
  const { rows } = await clientOf(url).execute('SELECT 7 AS n')
  expect(rows[0]?.n).toBe(7)
  expect(heard).toEqual([['Bearer a-token', 'w1']])
})

test('nobody there, one who hangs up and one who never answers are the same: away', async () => {
  const silent = await serve(() => {})
  const rude = await serve((request) => request.socket.destroy())
  const halting = await serve((request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('{')
    setTimeout(() => request.socket.destroy(), 10)
  })
  const errors = await Promise.all([
    failure('http://127.0.0.1:9'),
    failure(rude),
    failure(halting),
    failure(silent, 50),
  ])
  expect(errors.map((one) => one.code)).toEqual(Array(4).fill('UNREACHABLE'))
  expect(errors.every(isServerAway)).toBe(true)
  expect(errors[3]?.message).toContain('no answer within 50 ms')
})

test('what a server says about a statement is not its being away', async () => {
  const url = await serve((_, response) => {
    const error = { message: 'no such table: x', code: 'SQLITE_UNKNOWN' }
    const results = [
      { type: 'error', error },
      { type: 'ok', response: { type: 'close' } },
    ]
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ baton: null, base_url: null, results }))
  })
  expect(isServerAway(await failure(url))).toBe(false)
  expect(
    isServerAway(new Error('Failed query', { cause: new LibsqlError('', 'UNREACHABLE') })),
  ).toBe(true)
  expect(isServerAway('a text')).toBe(false)
})
