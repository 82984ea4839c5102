/**
 * How requests reach a libSQL server. They name their namespace in a header, which the server puts
 * before the host's first label: so one address, one certificate and an IP are enough. They end in
 * time, and what the network does to them has the name that every fault of a database has.
 */
import { LibsqlError } from '@libsql/client'

/** Longer than the server lets anybody hold the write lock (5 s), for that is waited for. */
const patienceMs = 10_000

type Fetch = (request: Request) => Promise<Response>

export function fetchFrom(
  namespace: string,
  fetch: Fetch = (request) => globalThis.fetch(request),
) {
  // As gRPC has binary metadata: base64 without padding.
  const name = Buffer.from(namespace).toString('base64').replaceAll('=', '')
  return async (request: Request): Promise<Response> => {
    request.headers.set('x-namespace-bin', name)
    try {
      return await fetch(new Request(request, { signal: AbortSignal.timeout(patienceMs) }))
    } catch (error) {
      const why = (error as Error).name === 'TimeoutError' ? 'did not answer in time' : 'is away'
      throw new LibsqlError(
        `The database server ${why}`,
        unreachable,
        undefined,
        undefined,
        asError(error),
      )
    }
  }
}

/** The code of an error that says nothing about what became of the statements. */
export const unreachable = 'UNREACHABLE'

const away: ReadonlySet<string> = new Set([
  unreachable,
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

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
