/** The name under which whoever sends a request is counted; empty where there is no socket. */
import type { HttpBindings } from '@hono/node-server'
import type { Asked } from '../router.ts'

export function addressOf(c: Asked): string {
  return c.get('deps').guard.addressOf(remoteOf(c), c.req.header('x-forwarded-for'))
}

/** The socket's own address. */
export function remoteOf(c: Asked): string | undefined {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return incoming?.socket.remoteAddress
}
