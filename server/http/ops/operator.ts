/**
 * Who is let in as the operator: whoever has the token, or asks from this very machine. A proxy on
 * it asks from here too, in the name of the whole world, so a request that was passed on, or that
 * could have been, is not from here.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ApiError } from '../answer/api-error.ts'
import type { AppEnv } from '../router.ts'

const passedOn = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']
const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
/** Also the name: a page whose name was pointed at this machine is a page of elsewhere. */
const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i

export const requireOperator = createMiddleware<AppEnv>(async (c, next) => {
  const { operatorToken } = c.get('deps')
  const [, token] = /^Bearer +(\S{1,512})$/i.exec(c.req.header('authorization') ?? '') ?? []
  if (token !== undefined) {
    if (operatorToken !== null && isSame(token, operatorToken)) return next()
    throw new ApiError('unauthenticated', 'This is not the token of BRIM_METRICS_TOKEN')
  }
  if (isFromHere(c)) return next()
  c.header('WWW-Authenticate', 'Bearer')
  throw new ApiError(
    'unauthenticated',
    'For the operator: ask from this machine and not through a proxy, or set BRIM_METRICS_TOKEN and send it as "Authorization: Bearer …"',
  )
})

function isFromHere(c: Context<AppEnv>): boolean {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return (
    // Where a public origin is set a proxy stands before Brim, and not every proxy says so.
    c.get('deps').url === null &&
    loopback.test(incoming?.socket.remoteAddress ?? '') &&
    loopbackHost.test(c.req.header('host') ?? '') &&
    passedOn.every((name) => c.req.header(name) === undefined)
  )
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
