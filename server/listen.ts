/** The HTTP server: opened, and closed without breaking off what it has begun. */
import { once } from 'node:events'
import { type IncomingMessage, type Server, ServerResponse } from 'node:http'
import { type AddressInfo, Server as NetServer } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

export type Listening = { port: number; close(): Promise<void> }

/** For this long, a stop leaves idle connections open: a request may be on its way in them. */
const graceMs = 300
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
  let isClosing = false
  /** While closing, each answer is the last on its connection and says so: nobody sends into its end. */
  class Answer<R extends IncomingMessage> extends ServerResponse<R> {
    override writeHead(...head: unknown[]) {
      if (isClosing) this.shouldKeepAlive = false
      return super.writeHead(...(head as Parameters<ServerResponse['writeHead']>))
    }
  }
  const server = createAdaptorServer({
    fetch,
    serverOptions: { ...serverOptions, ServerResponse: Answer },
  }) as Server
  server.listen(port, host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      isClosing = true
      // Takes no more connections. What HTTP's own `close` does besides is to cut the idle ones at once.
      NetServer.prototype.close.call(server)
      // By then each has been used once more or is at rest; also those that fall idle later.
      const sweep = setInterval(() => server.closeIdleConnections(), graceMs)
      const late = setTimeout(() => server.closeAllConnections(), patienceMs)
      await closed
      clearInterval(sweep)
      clearTimeout(late)
    },
  }
}
