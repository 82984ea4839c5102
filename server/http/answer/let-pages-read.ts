/**
 * CORS, for what pages of any site may ask. What a browser asks beforehand is answered by `hono/cors`,
 * which says its headers to all others by making an answer before there is one: then each answer is made
 * twice, the second time as a stream, and that was a sixth of a busy server's main thread. So they are
 * said before it here.
 */
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'

const methods = { allowMethods: ['GET', 'POST'], maxAge: 86_400 }
const exposed = 'Retry-After'

const preflight = cors({ origin: '*', ...methods, exposeHeaders: [exposed] })

export const letPagesRead = createMiddleware((c, next) => {
  if (c.req.method === 'OPTIONS') return preflight(c, next)
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Access-Control-Expose-Headers', exposed)
  return next()
})

const preflightWithCookies = cors({
  origin: (origin) => origin || '*',
  credentials: true,
  ...methods,
  // Whatever headers of its own a library has: none of them lets anybody in but by the key.
  allowHeaders: [],
  exposeHeaders: [exposed],
})

/** For libraries that send cookies along, which nothing looks at. May come twice in a request. */
export const letPagesReadWithCookies = createMiddleware((c, next) => {
  if (c.req.method === 'OPTIONS') return preflightWithCookies(c, next)
  c.header('Access-Control-Allow-Origin', c.req.header('origin') || '*')
  c.header('Access-Control-Allow-Credentials', 'true')
  c.header('Access-Control-Expose-Headers', exposed)
  c.header('Vary', 'Origin')
  return next()
})
