/** What is refused, said in the form that a tool's own clients read. */
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../router.ts'

export type Refused = { status: number; message: string }

/** `write`: the status and the body that the tool itself would answer. */
export function answerAs(write: (refused: Refused) => { status: number; body: unknown }) {
  return createMiddleware<AppEnv>(async (c, next) => {
    await next()
    if (c.res.status < 400) return
    const { error } = (await c.res.clone().json()) as { error?: { message?: string } }
    const { status, body } = write({ status: c.res.status, message: error?.message ?? '' })
    const headers = new Headers(c.res.headers)
    const isText = typeof body === 'string'
    headers.set('content-type', isText ? 'text/plain; charset=UTF-8' : 'application/json')
    headers.delete('content-length')
    c.res = undefined
    c.res = new Response(isText ? body : JSON.stringify(body), { status, headers })
  })
}
