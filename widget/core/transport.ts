/** One request and what became of it. Plain text, so that the browser asks no leave beforehand. */
import type { ErrorEnvelope } from '../../shared/error.ts'

export type Reply<Body> =
  | { kind: 'ok'; body: Body }
  /** Not now: the network, an overloaded or a failing server. */
  | { kind: 'failed'; retryAfterMs?: number | undefined }
  /** Not ever: the request itself is at fault. */
  | { kind: 'refused'; status: number; error: Partial<ErrorEnvelope['error']> }

export type Post = <Body>(path: string, body: string, isLeaving?: boolean) => Promise<Reply<Body>>

type Deps = {
  api: string
  fetch: typeof fetch
  /** The last resort of a page that is going: no answer, no proof. */
  beacon(url: string, body: string): void
  timeoutMs?: number
}

export function createPost({ api, fetch, beacon, timeoutMs = 10_000 }: Deps): Post {
  return async (path, body, isLeaving) => {
    try {
      const response = await fetch(api + path, {
        method: 'POST',
        body,
        keepalive: true,
        credentials: 'omit',
        signal: AbortSignal.timeout?.(timeoutMs) ?? null,
      })
      const { ok, status, headers } = response
      // Always read: the keepalive quota is held until the body has been consumed.
      const text = await response.text()
      if (ok) return { kind: 'ok', body: JSON.parse(text) }
      if (status < 500 && status !== 429 && status !== 408) {
        return { kind: 'refused', status, error: errorIn(text) }
      }
      const seconds = Number.parseFloat(headers.get('retry-after') ?? '')
      return { kind: 'failed', retryAfterMs: seconds >= 0 ? seconds * 1_000 : undefined }
    } catch {
      if (isLeaving) beacon(api + path, body)
      return { kind: 'failed' }
    }
  }
}

function errorIn(text: string): Partial<ErrorEnvelope['error']> {
  try {
    return JSON.parse(text).error ?? {}
  } catch {
    return {}
  }
}
