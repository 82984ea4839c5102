/** One request and its answer. Plain text, so that the browser asks no leave beforehand. */
export type Reply = {
  /** 0 where there was no answer at all. */
  status: number
  /** `undefined` where it isn't JSON. */
  body?: unknown
  /** Absent or 0 where the server does not say. */
  retryAfterMs?: number
}

export type Post = (path: string, body: string, isLeaving?: boolean) => Promise<Reply>

export function createPost(api: string, timeoutMs = 10_000): Post {
  return async (path, body, isLeaving) => {
    try {
      const response = await fetch(api + path, {
        method: 'POST',
        // Browsers refuse it to more than 64 KiB: a batch has half of that, many traits have more.
        keepalive: !body[50_000],
        body,
        credentials: 'omit',
        signal: AbortSignal.timeout(timeoutMs),
      })
      return {
        status: response.status,
        // Always read: the keepalive quota is held until the body has been consumed.
        body: await response.json().catch(() => {}),
        retryAfterMs: +(response.headers.get('retry-after') as string) * 1_000 || 0,
      }
    } catch {
      // The last resort of a page that is going: no answer, no proof.
      if (isLeaving) navigator.sendBeacon(api + path, body)
      return { status: 0 }
    }
  }
}
