import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { type ListenOptions, listen } from './listen.ts'

async function listening(
  fetch: (request: Request) => Response | Promise<Response>,
  options?: Partial<ListenOptions>,
) {
  const server = await listen(fetch, { host: '127.0.0.1', port: 0, ...options })
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

const hasty = {
  headersTimeout: 100,
  requestTimeout: 200,
  connectionsCheckingInterval: 50,
  keepAliveTimeout: 1_000,
}

test('who sends a request drop by drop is cut off', async () => {
  const { raw } = await listening(async (request) => new Response(await request.text()), {
    timeouts: hasty,
  })
  expect(await raw('')).toMatch(/^HTTP\/1\.1 408 /)
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

/** A client that asks and, with `pause`, reads nothing of the answer. */
const visitor = (port: number) => {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  onTestFinished(() => void socket.destroy())
  return { socket, closed }
}

/** More than the kernel holds between two ends. */
const large = new Uint8Array(30_000_000)

test('who never reads the answer is cut off, and who reads it slowly is not', async () => {
  const { server } = await listening(
    (request) => new Response(request.url.endsWith('/other') ? 'served' : large),
    { stillMs: 1_000 },
  )
  /** Reads one piece, waits, reads the next: each wait is taken from the list, the last one stays. */
  const ask = (waits: number[]) => {
    const { socket, closed } = visitor(server.port)
    const heard = { bytes: 0 }
    socket.on('data', (chunk) => {
      heard.bytes += chunk.length
      socket.pause()
      setTimeout(() => socket.resume(), waits.length > 1 ? waits.shift() : waits[0])
    })
    socket.write('GET /x HTTP/1.1\r\nHost: brim.test\r\nConnection: close\r\n\r\n')
    return { heard, closed }
  }
  // The one is still for much longer than is waited for; the other takes long in small steps.
  const never = ask([6_000, 0])
  const slow = ask([5])
  expect(await (await fetch(`http://127.0.0.1:${server.port}/other`)).text()).toBe('served')
  await Promise.all([never.closed, slow.closed])
  expect(slow.heard.bytes).toBeGreaterThan(large.length)
  expect(never.heard.bytes).toBeLessThan(large.length)
})

test('requests that are piled up in one connection are not begun', async () => {
  let begun = 0
  const { server } = await listening(async () => {
    begun++
    return new Response('x'.repeat(100_000))
  })
  const { socket } = visitor(server.port)
  let heard = ''
  socket.setEncoding('latin1').on('data', (chunk) => {
    heard += chunk
  })
  socket.write('GET /x HTTP/1.1\r\nHost: brim.test\r\n\r\n'.repeat(500))
  const answers = () => heard.match(/HTTP\/1\.1 \d+/g)?.length
  await expect.poll(answers, { timeout: 10_000 }).toBe(500)
  expect(begun).toBeLessThan(100)
  const refused = heard.split('HTTP/1.1 503 ').slice(1)
  expect(refused.length).toBe(500 - begun)
  for (const one of refused) {
    expect(one).toMatch(/retry-after: 1\r\n/i)
    expect(one).toContain('"code":"unavailable"')
  }
  // The next ones are served.
  const before = begun
  socket.write('GET /x HTTP/1.1\r\nHost: brim.test\r\n\r\n')
  await expect.poll(() => begun).toBe(before + 1)
})

test('one address has as many connections as are free, and others are served', async () => {
  let caller = 'flood'
  const { server } = await listening(() => new Response('served'), {
    connections: {
      most: 20,
      // All come over loopback: the test says who it is.
      addressOf: () => caller,
    },
  })
  const flood = Array.from({ length: 30 }, () => visitor(server.port))
  const ended = await Promise.all(
    flood.map(({ socket, closed }) =>
      Promise.race([
        closed.then(() => true),
        new Promise<boolean>((resolve) =>
          socket.once('connect', () => setTimeout(resolve, 500, false)),
        ),
      ]),
    ),
  )
  expect(ended.filter((one) => !one).length).toBe(10)
  caller = 'quiet'
  expect(await (await fetch(`http://127.0.0.1:${server.port}`)).text()).toBe('served')
  caller = 'flood'
  for (const { socket } of flood) socket.destroy()
  await expect
    .poll(async () => (await fetch(`http://127.0.0.1:${server.port}`)).text().catch(String))
    .toBe('served')
})

/** Sends a body in two halves, with a pause in which it could be cut off, and only then reads. */
async function sendThenRead(port: number, headers: string, halves: [string, string]) {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  let fault: string | undefined
  socket.on('error', (error: NodeJS.ErrnoException) => {
    fault = error.code
  })
  socket.pause().write(post(headers, halves[0]))
  await pause(900)
  socket.write(halves[1])
  // A second one, in the same connection.
  socket.write(post('Content-Length: 0', ''))
  socket.setEncoding('utf8').resume()
  let heard = ''
  for await (const text of socket) {
    heard += text
    if (heard.match(/HTTP\/1\.1 /g)?.length === 2) break
  }
  return { heard, fault }
}

const piece = 'x'.repeat(200_000)
const refuse = () => new Response('refused', { status: 429 })
const refuseHalfRead = async (request: Request) => {
  const reader = request.body?.getReader()
  await reader?.read()
  return refuse()
}

test.each([
  ['at its head', 'a length', refuse],
  ['at its head', 'chunks', refuse],
  ['in the middle', 'a length', refuseHalfRead],
  ['in the middle', 'chunks', refuseHalfRead],
])(
  'a request that is refused %s is heard out, so that its sender hears the answer (%s)',
  async (_, kind, answer) => {
    const { server } = await listening(answer)
    const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`
    const { heard, fault } =
      kind === 'chunks'
        ? await sendThenRead(server.port, 'Transfer-Encoding: chunked', [
            chunk,
            `${chunk}0\r\n\r\n`,
          ])
        : await sendThenRead(server.port, `Content-Length: ${2 * piece.length}`, [piece, piece])
    expect(fault).toBeUndefined()
    expect(heard.match(/HTTP\/1\.1 429 .*?refused/gs)).toHaveLength(2)
  },
)

test.each([
  ['falls silent', (socket: Socket) => void socket.write(post('Content-Length: 1000', 'x'))],
  [
    'never ends',
    (socket: Socket) => {
      socket.write(post('Transfer-Encoding: chunked', ''))
      const more = () => {
        while (socket.writable && socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`));
      }
      socket.on('drain', more)
      more()
    },
  ],
])('who %s is answered all the same, and cut off', async (_, send) => {
  const { server } = await listening(refuse, { drainMs: 100 })
  const socket = connect(server.port, '127.0.0.1').on('error', () => {})
  const closed = new Promise((resolve) => socket.on('close', resolve))
  let heard = ''
  socket.setEncoding('utf8').on('data', (text) => {
    heard += text
  })
  send(socket)
  await closed
  expect(heard).toMatch(/^HTTP\/1\.1 429 .*refused/s)
})
