/** The HTTP server: opened, and closed without breaking off what it has begun. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

export type Listening = { port: number; close(): Promise<void> }

/** After this long, whoever still holds a connection loses it. */
const patienceMs = 8_000

/**
 * How long a request may take to arrive: batches are small, so whoever is slower only holds a
 * connection. Idle ones are kept longer than usual proxies keep theirs (60 s): a proxy must not
 * send into a connection that is being closed here.
 */
const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 65_000,
}

export async function listen(
  fetch: (request: Request, env: unknown) => Response | Promise<Response>,
  { host, port }: { host: string; port: number },
  serverOptions = timeouts,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch, serverOptions }) as Server
  server.listen(port, host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      // Connections that fall idle later are not closed by `close` itself.
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      const late = setTimeout(() => server.closeAllConnections(), patienceMs)
      await closed
      clearInterval(sweep)
      clearTimeout(late)
    },
  }
}
