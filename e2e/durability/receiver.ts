// Where webhooks go: notes what came, and answers 500 now and then.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Random } from './clients.ts'

export type Receiver = {
  url: string
  /** What was received, by the delivery's id. */
  received: Map<string, string>
  close(): void
}

export const startReceiver = async (random: Random): Promise<Receiver> => {
  const received = new Map<string, string>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    received.set(String(request.headers['webhook-id']), Buffer.concat(chunks).toString('utf8'))
    response.writeHead(random() < 0.2 ? 500 : 204).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    received,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
