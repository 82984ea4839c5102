import { createMiddleware } from 'hono/factory'

/** Under a name that is never given to anything else. */
export const immutable = 'public, max-age=31536000, immutable'

/** A page under any policy may load it, and see how long that took. */
export const forAnyPage = createMiddleware(async (c, next) => {
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  c.header('Timing-Allow-Origin', '*')
  await next()
})
