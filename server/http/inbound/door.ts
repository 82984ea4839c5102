/**
 * An address that a tool's clients send to. Pages of any site may: who may is decided by the write key
 * in the request, and nothing here looks at a cookie, though some tools send theirs along.
 */
import type { Handler, Hono, MiddlewareHandler } from 'hono'
import { letPagesReadWithCookies } from '../answer/let-pages-read.ts'
import { holdBody } from '../request/hold-body.ts'
import type { AppEnv } from '../router.ts'

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
  router.on([...methods, 'OPTIONS'], both, letPagesReadWithCookies, refuse, holdBody, handler)
}
