import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from './listen.ts'

async function listening(
  fetch: (request: Request) => Response | Promise<Response>,
  timeouts?: Parameters<typeof listen>[2],
) {
  const server = await listen(fetch, { host: '127.0.0.1', port: 0 }, timeouts)
  onTestFinished(() => server.close())
  /** Sends text as it is and answers what came back until the connection ended or fell silent. */
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      let heard = ''
      const socket = connect(server.port, '127.0.0.1', () => socket.write(text))
      socket.setEncoding('utf8').on('data', (chunk) => {
        heard += chunk
      })
      socket.on('error', () => {})
      socket.setTimeout(1_500, () => socket.destroy())
      socket.on('close', () => resolve(heard))
    })
  return { server, raw }
}

const post = (headers: string, body: string) =>
  `POST /x HTTP/1.1\r\nHost: brim.test\r\n${headers}\r\n\r\n${body}`

test.each([
  ['two lengths', 'Content-Length: 5\r\nContent-Length: 6', 'hello!'],
  ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\n'],
  ['no number', 'Content-Length: 0x5', 'hello'],
  ['a negative one', 'Content-Length: -1', 'hello'],
  ['an empty one', 'Content-Length:', 'hello'],
  ['a folded header', 'Transfer-Encoding: chunked\r\n , identity', '0\r\n\r\n'],
])('refuses a request with %s as its length', async (_, headers, body) => {
  const seen: string[] = []
  const { raw } = await listening(async (request) => {
    seen.push(await request.text().catch(() => ''))
    return new Response('landed')
  })
  expect(await raw(post(headers, body))).toMatch(/^HTTP\/1\.1 400 /)
  expect(seen.join('')).not.toContain('hello')
})

test('who sends a request drop by drop is cut off', async () => {
  const hasty = {
    headersTimeout: 100,
    requestTimeout: 200,
    connectionsCheckingInterval: 50,
    keepAliveTimeout: 1_000,
  }
  const { raw } = await listening(async (request) => new Response(await request.text()), hasty)
  expect(await raw('POST /x HTTP/1.1\r\nHost: brim')).toMatch(/^HTTP\/1\.1 408 /)
  expect(await raw(post('Content-Length: 10', 'drop'))).toMatch(/^HTTP\/1\.1 408 /)
})

test('closing waits for what was begun, and takes nothing more', async () => {
  let finish = () => {}
  const begun = new Promise<void>((resolve) => {
    finish = resolve
  })
  const { server } = await listening(async () => {
    await begun
    return new Response('done')
  })
  const url = `http://127.0.0.1:${server.port}`
  const inFlight = fetch(url)
  await pause(100)
  const closed = server.close()
  await pause(100)
  await expect(fetch(url)).rejects.toThrow()
  finish()
  expect(await (await inFlight).text()).toBe('done')
  await closed
})

test('while closing, an idle connection is answered once more, and told that it was the last time', async () => {
  const { server } = await listening(() => new Response('done'))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  onTestFinished(() => agent.destroy())
  const ask = async () => {
    const [response] = await once(get({ port: server.port, agent }), 'response')
    response.resume()
    await once(response, 'end')
    return response.headers.connection
  }
  expect(await ask()).toBe('keep-alive')
  const closed = server.close()
  expect(await ask()).toBe('close')
  await expect(ask()).rejects.toThrow('ECONNREFUSED')
  await closed
})
