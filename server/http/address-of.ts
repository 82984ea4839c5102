/** The name under which whoever sends a request is counted; empty where there is no socket. */
import type { HttpBindings } from '@hono/node-server'
import type { Asked } from './router.ts'

export function addressOf(c: Asked): string {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return c.var.deps.guard.addressOf(incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'))
}
