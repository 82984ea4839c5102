/** The HTTP server: opened, and closed without breaking off what it has begun. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { envelope } from './http/api-error.ts'
import { type ConnectionLimit, limitConnections } from './overload/connections.ts'
import { createPiling } from './overload/piling.ts'

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

/**
 * A connection in which nothing moves for so long is cut: whoever asks and never reads the answer
 * would hold both for ever. Longer than idle connections are kept, and than any answer is silent.
 */
const stillMs = 75_000

export type ListenOptions = {
  host: string
  port: number
  /** Open connections in all, of which nobody has more than are free; absent: as many as come. */
  connections?: ConnectionLimit
  /** For tests that have no time. */
  timeouts?: typeof timeouts
  stillMs?: number
}

export async function listen(
  fetch: (request: Request, env: unknown) => Response | Promise<Response>,
  options: ListenOptions,
): Promise<Listening> {
  const { host, port, connections } = options
  const serverOptions = options.timeouts ?? timeouts
  const piling = createPiling()
  const server = createAdaptorServer({
    fetch: (request, env) => {
      const { incoming, outgoing } = env as HttpBindings
      return piling.begin(incoming, outgoing) ? fetch(request, env) : tooManyAtOnce()
    },
    serverOptions,
  }) as Server
  server.timeout = options.stillMs ?? stillMs
  if (connections) limitConnections(server, connections)
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

function tooManyAtOnce(): Response {
  const body = envelope('unavailable', 'Too many requests at once in one connection')
  return Response.json(body, { status: 503, headers: { 'Retry-After': '1' } })
}
