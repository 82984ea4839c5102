/**
 * No page of another site changes anything. Browsers say with each such request from which origin it
 * comes, and how that stands to the address that is asked; no page can make them lie. What says
 * neither is a program, or a browser so old that its forms do: those cannot send JSON.
 */
import { createMiddleware } from 'hono/factory'
import { ApiError } from '../answer/api-error.ts'
import type { AppEnv } from '../router.ts'

const isSafe = /^(GET|HEAD|OPTIONS)$/

export const fromOwnPage = createMiddleware<AppEnv>(async (c, next) => {
  if (!isSafe.test(c.req.method)) {
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const own = c.get('deps').url ?? new URL(c.req.url).origin
    const isForeign = (origin && origin !== own) || (site && site !== 'same-origin')
    const isForm = !/^application\/json\b/i.test(c.req.header('content-type') ?? '')
    if (isForeign || (!origin && !site && isForm)) {
      throw new ApiError('forbidden', 'This comes from another site than Brim’s own')
    }
  }
  await next()
})
