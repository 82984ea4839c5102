// Asks over connections of its own, from any address of this machine, and measures.
import { Agent, request } from 'node:http'

export type Answer = {
  status: number
  retryAfter: string | undefined
  text: string
  tookMs: number
}

export type Caller = {
  /** Rejects where the connection breaks. */
  post(path: string, body: unknown, token?: string): Promise<Answer>
  close(): void
}

export type CallerOptions = { connections: number; from?: string }

export const createCaller = (url: string, { connections, from }: CallerOptions): Caller => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    post: (path, body, token) =>
      new Promise((resolve, reject) => {
        const text = typeof body === 'string' ? body : JSON.stringify(body)
        const start = performance.now()
        const asked = request(url + path, {
          method: 'POST',
          agent,
          ...(from ? { localAddress: from } : {}),
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
            ...(token ? { authorization: `Bearer ${token}` } : {}),
          },
        })
        asked.on('error', reject)
        asked.on('response', (response) => {
          let heard = ''
          response.setEncoding('utf8').on('data', (chunk) => {
            heard += chunk
          })
          response.on('error', reject)
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              retryAfter: response.headers['retry-after'],
              text: heard,
              tookMs: performance.now() - start,
            }),
          )
        })
        asked.end(text)
      }),
    close: () => agent.destroy(),
  }
}
