/**
 * An address that a tool's clients send to. Pages of any site may: who may is decided by the write key
 * in the request, and nothing here looks at a cookie, though some tools send theirs along.
 */
import type { Handler, Hono, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import { holdBody } from '../request/hold-body.ts'
import type { AppEnv } from '../router.ts'

const letPagesRead = cors({
  origin: (origin) => origin || '*',
  credentials: true,
  allowMethods: ['GET', 'POST'],
  // Whatever headers of its own a library has: none of them lets anybody in but by the key.
  allowHeaders: [],
  exposeHeaders: ['Retry-After'],
  maxAge: 86_400,
})

/** Once a request, however many routes it matches. */
export const forAnyPage = createMiddleware<AppEnv>((c, next) =>
  c.res.headers.has('access-control-allow-origin') ? next() : letPagesRead(c, next),
)

type Door = {
  methods?: readonly ('GET' | 'POST')[]
  /** With and without a slash at the end: who is sent elsewhere loses what they send. */
  paths: readonly string[]
  /** How refusals are said. */
  refuse: MiddlewareHandler<AppEnv>
}

export function addDoor(
  router: Hono<AppEnv>,
  { methods = ['POST'], paths, refuse }: Door,
  handler: Handler<AppEnv>,
): void {
  const both = paths.flatMap((one) => [one, `${one}/`])
  router.on([...methods, 'OPTIONS'], both, forAnyPage, refuse, holdBody, handler)
}
