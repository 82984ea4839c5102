/** The HTTP server: opened, and closed without breaking off what it has begun. */
import { once } from 'node:events'
import { type IncomingMessage, type Server, ServerResponse } from 'node:http'
import { type AddressInfo, Server as NetServer } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { envelope } from './http/answer/api-error.ts'
import { type ConnectionLimit, limitConnections } from './overload/connections.ts'
import { drain } from './overload/draining.ts'
import { createPiling } from './overload/piling.ts'

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

/**
 * A connection in which nothing moves for so long is cut: whoever asks and never reads the answer
 * would hold both for ever. Longer than idle connections are kept, and than any answer is silent.
 */
const stillMs = 75_000

/** For the rest of a request that is refused: at 800 kbit/s as much as a batch may have. */
const drainMs = 5_000

export type ListenOptions = {
  host: string
  port: number
  /** Open connections in all, of which nobody has more than are free; absent: as many as come. */
  connections?: ConnectionLimit
  /** For tests that have no time. */
  timeouts?: typeof timeouts
  stillMs?: number
  drainMs?: number
}

export async function listen(
  fetch: (request: Request, env: unknown) => Response | Promise<Response>,
  options: ListenOptions,
): Promise<Listening> {
  const { host, port, connections } = options
  const serverOptions = options.timeouts ?? timeouts
  const piling = createPiling()
  let isClosing = false
  /** While closing, each answer is the last on its connection and says so: nobody sends into its end. */
  class Answer<R extends IncomingMessage> extends ServerResponse<R> {
    override writeHead(...head: unknown[]) {
      if (isClosing) this.shouldKeepAlive = false
      return super.writeHead(...(head as Parameters<ServerResponse['writeHead']>))
    }
  }
  const server = createAdaptorServer({
    fetch: async (request, env) => {
      const { incoming, outgoing } = env as HttpBindings
      const isBegun = piling.begin(incoming, outgoing)
      const answer = isBegun ? await fetch(request, env) : tooManyAtOnce()
      if (!incoming.complete && !incoming.destroyed) {
        await drain(incoming, options.drainMs ?? drainMs)
      }
      return answer
    },
    serverOptions: { ...serverOptions, ServerResponse: Answer },
  }) as Server
  server.timeout = options.stillMs ?? stillMs
  if (connections) limitConnections(server, connections)
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

function tooManyAtOnce(): Response {
  const body = envelope('unavailable', 'Too many requests at once in one connection')
  return Response.json(body, { status: 503, headers: { 'Retry-After': '1' } })
}
