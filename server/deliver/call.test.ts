import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createCall } from './call.ts'

type Heard = { path: string; host: string; type: string; body: string }

/** A server on this machine, and what it has heard. */
async function listening(respond: RequestListener = (_, response) => response.end()) {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { host = '', 'content-type': type = '' } = request.headers
      heard.push({ path: `${request.method} ${request.url}`, host, type, body })
      respond(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { heard, port: (server.address() as AddressInfo).port }
}

const message = (url: string) => ({
  url,
  headers: { 'content-type': 'application/json' },
  body: '{"grüße":1}',
})

test('posts the body as it is, to the address that its name was resolved to', async () => {
  const { heard, port } = await listening()
  const names: string[] = []
  const call = createCall({
    allowsPrivate: true,
    resolve: async (name) => {
      names.push(name)
      return [{ address: '127.0.0.1', family: 4 }]
    },
  })
  const answer = await call(message(`http://hooks.example:${port}/brim?x=1`))
  expect(answer).toEqual({ status: 200, retryAfter: undefined, body: '' })
  expect(heard).toEqual([
    {
      path: 'POST /brim?x=1',
      host: `hooks.example:${port}`,
      type: 'application/json',
      body: '{"grüße":1}',
    },
  ])
  expect(names).toEqual(['hooks.example'])
})

/** Asks twice under one name, which leads to these addresses the first time and the second. */
async function askedTwice(...leadsTo: [string[], string[]]) {
  let connections = 0
  const { heard, port } = await listening((request, response) => {
    connections += request.socket.listenerCount('brim-seen') === 0 ? 1 : 0
    request.socket.on('brim-seen', () => {})
    response.end()
  })
  const left = [...leadsTo]
  const call = createCall({
    allowsPrivate: true,
    resolve: async () => (left.shift() ?? []).map((address) => ({ address, family: 4 })),
  })
  for (let i = 0; i < 2; i++) await call(message(`http://hooks.example:${port}/`))
  return { heard: heard.length, connections, left }
}

test('what follows at once goes over the same connection, and its name is looked up all the same', async () => {
  expect(await askedTwice(['127.0.0.1'], ['127.0.0.1'])).toEqual({
    ...{ heard: 2, connections: 1, left: [] },
  })
})

test('a name that leads elsewhere now is not asked over the connection of before', async () => {
  expect(await askedTwice(['127.0.0.1'], ['127.0.0.1', '127.0.0.2'])).toEqual({
    ...{ heard: 2, connections: 2, left: [] },
  })
})

test('a server that breaks off in its answer is asked over a new connection', async () => {
  let answers = 0
  const { heard, port } = await listening((_, response) => {
    if (answers++ > 0) response.end()
    else {
      response.writeHead(200, { 'content-length': '100' }).write('so far')
      setImmediate(() => response.destroy())
    }
  })
  const call = createCall({ allowsPrivate: true })
  for (let i = 0; i < 2; i++) {
    expect(await call(message(`http://127.0.0.1:${port}/`))).toMatchObject({ status: 200 })
  }
  expect(heard).toHaveLength(2)
})

test('gives up on a name that is never found', async () => {
  const call = createCall({
    allowsPrivate: true,
    timeoutMs: 50,
    resolve: () => new Promise(() => {}),
  })
  await expect(call(message('http://hooks.example/'))).rejects.toThrow('No answer within 0.05 s')
})

test.each<[status: number, headers: Record<string, string>]>([
  [301, { location: 'http://169.254.169.254/' }],
  [429, { 'retry-after': '120' }],
  [500, {}],
])('answers %i as it came, and follows nothing', async (status, headers) => {
  const { heard, port } = await listening((_, response) => {
    response.writeHead(status, headers).end('x'.repeat(1_000_000))
  })
  const answer = await createCall({ allowsPrivate: true })(message(`http://127.0.0.1:${port}/`))
  const body = 'x'.repeat(64 * 1024)
  expect(answer).toEqual({ status, retryAfter: headers['retry-after'], body })
  expect(heard).toHaveLength(1)
})

test('gives up on a server that says nothing', async () => {
  const { port } = await listening(() => {})
  const call = createCall({ allowsPrivate: true, timeoutMs: 100 })
  await expect(call(message(`http://127.0.0.1:${port}/`))).rejects.toThrow('No answer within 0.1 s')
})

test('takes what an answer said that breaks off', async () => {
  const { port } = await listening((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('so far')
    setImmediate(() => response.destroy())
  })
  const answer = await createCall({ allowsPrivate: true })(message(`http://127.0.0.1:${port}/`))
  expect(answer).toEqual({ status: 200, retryAfter: undefined, body: 'so far' })
})

test('an answer that never ends is taken for what it has said when its time is over', async () => {
  const { port } = await listening((_, response) => void response.writeHead(202).write('well'))
  const call = createCall({ allowsPrivate: true, timeoutMs: 100 })
  const answer = await call(message(`http://127.0.0.1:${port}/`))
  expect(answer).toEqual({ status: 202, retryAfter: undefined, body: 'well' })
})

test.each(['https://hooks.example:8443/', 'https://1.1.1.1:22/', 'https://1.1.1.1:80/'])(
  'asks no other port than that of https: %s',
  async (url) => {
    await expect(createCall({ allowsPrivate: false })(message(url))).rejects.toThrow(/443 is/)
  },
)

test('tells that nobody listens', async () => {
  const call = createCall({ allowsPrivate: true })
  await expect(call(message('http://127.0.0.1:1/'))).rejects.toThrow(/ECONNREFUSED/)
})

test.each([
  '127.0.0.1',
  '127.1',
  '0x7f000001',
  '2130706433',
  '0177.0.0.1',
  '①②⑦.0.0.1',
  '0',
  '10.0.0.1',
  '169.254.169.254',
  '017700000001',
  '0x7f.1',
  '127.0.0.1.',
  '%31%32%37.0.0.1',
  '127。0。0。1',
  '100.64.1.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.168.0.1',
  '198.19.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[100::1]',
  '[2001::1]',
  '[2002:7f00:1::]',
  '[fc00::1]',
  '[fd00::1]',
  '[fe80::1]',
  '[ff02::1]',
])('does not connect to %s', async (host) => {
  await expect(createCall({ allowsPrivate: false })(message(`https://${host}/`))).rejects.toThrow(
    /not one of the internet/,
  )
})

test.each([['127.0.0.1'], ['1.1.1.1', '10.0.0.1'], ['2606:4700::1111', '::1']])(
  'does not connect to a name that leads to %s',
  async (...addresses) => {
    const call = createCall({
      allowsPrivate: false,
      resolve: async () =>
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    })
    await expect(call(message('https://hooks.example/'))).rejects.toThrow(/not one of the internet/)
  },
)

test('does not connect to localhost, whatever it resolves to here', async () => {
  const call = createCall({ allowsPrivate: false })
  await expect(call(message('https://localhost/'))).rejects.toThrow(/not one of the internet/)
})

test.each(['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd'])(
  'does not speak %s',
  async (url) => {
    await expect(createCall({ allowsPrivate: false })(message(url))).rejects.toThrow(/Only https/)
  },
)
