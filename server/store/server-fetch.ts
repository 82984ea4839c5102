/**
 * How requests reach a libSQL server. They name their namespace in a header, which the server puts
 * before the host's first label: so one address, one certificate and an IP are enough. They end in
 * time, and what the network does to them has the name that every fault of a database has. By Node's
 * own client: against the global `fetch` it takes a third of the processor and half of the time of a
 * transaction (docs/sizing.md).
 */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { LibsqlError } from '@libsql/client'

/** Longer than the server lets anybody hold the write lock (5 s), for that is waited for. */
const patienceMs = 10_000

/** Shared by all databases of this thread; as many at once as half of what the server takes. */
const pool = { keepAlive: true, maxSockets: 64 }
const agents = { http: new HttpAgent(pool), https: new HttpsAgent(pool) }

export function fetchFrom(namespace: string, timeoutMs = patienceMs) {
  // As gRPC has binary metadata: base64 without padding.
  const name = Buffer.from(namespace).toString('base64').replaceAll('=', '')
  return async (request: Request): Promise<Response> => {
    const body = await request.text()
    const headers = { ...Object.fromEntries(request.headers), 'x-namespace-bin': name }
    const refused = 'The database server does not take the token: check BRIM_DATABASE_TOKEN'
    try {
      const answer = await send(request, { body, headers, timeoutMs })
      if (answer.status === 401) throw new LibsqlError(refused, tokenRefused)
      return answer
    } catch (error) {
      if (error instanceof LibsqlError) throw error
      const cause = error instanceof Error ? error : new Error(String(error))
      const message = `The database server is away: ${cause.message}`
      throw new LibsqlError(message, unreachable, undefined, undefined, cause)
    }
  }
}

type Sent = { body: string; headers: Record<string, string>; timeoutMs: number }

function send({ url, method }: Request, { body, headers, timeoutMs }: Sent): Promise<Response> {
  const isTls = url.startsWith('https:')
  const ask = isTls ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const asked = ask(url, {
      method,
      agent: isTls ? agents.https : agents.http,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    })
    const late = setTimeout(
      () => asked.destroy(new Error(`no answer within ${timeoutMs} ms`)),
      timeoutMs,
    )
    asked.once('close', () => clearTimeout(late))
    asked.once('error', reject)
    asked.once('response', (answer) => read(answer).then(resolve, reject))
    asked.end(body)
  })
}

async function read(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  const type = answer.headers['content-type']
  return new Response(Buffer.concat(chunks), {
    status: answer.statusCode ?? 502,
    headers: type ? { 'content-type': type } : {},
  })
}

const tokenRefused = 'TOKEN_REFUSED'

/** The code of an error that says nothing about what became of the statements. */
export const unreachable = 'UNREACHABLE'

const away: ReadonlySet<string> = new Set([
  unreachable,
  tokenRefused,
  'SERVER_ERROR',
  'HRANA_CLOSED_ERROR',
  'HRANA_PROTO_ERROR',
  'TRANSACTION_TIMEOUT',
  'SQLITE_BUSY',
])

/** Whether the server is away or too busy, so that the same may well succeed in a moment. */
export function isServerAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // drizzle wraps what the client throws.
  return error instanceof LibsqlError ? away.has(error.code) : isServerAway(error.cause)
}
