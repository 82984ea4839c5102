// A round-robin proxy: each request to the next node that is there. A node that refuses the
// connection has seen nothing of the request, so that goes to the next one; what breaks off later
// is told as 502, for then nobody knows.
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type RoundRobin = {
  url: string
  /** Where requests go to from now on. */
  targets: string[]
  close(): void
}

const read = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export const startRoundRobin = async (targets: string[]): Promise<RoundRobin> => {
  let turn = 0
  const forward = (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    body: Buffer,
    left: number,
  ) => {
    const target = proxy.targets[turn++ % proxy.targets.length]
    const refuse = () => {
      if (!outgoing.headersSent) outgoing.writeHead(502)
      outgoing.end()
    }
    if (!target) return refuse()
    const { method, headers } = incoming
    const asked = request(new URL(incoming.url ?? '/', target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
      answer.once('error', () => outgoing.destroy())
    })
    asked.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' && left > 1) forward(incoming, outgoing, body, left - 1)
      else refuse()
    })
    outgoing.once('close', () => asked.destroy())
    asked.end(body)
  }
  const server = createServer(async (incoming, outgoing) => {
    try {
      forward(incoming, outgoing, await read(incoming), proxy.targets.length)
    } catch {
      outgoing.destroy()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: RoundRobin = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
  return proxy
}
