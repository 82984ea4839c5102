/** What every answer tells browsers not to do with it. */
import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** Data, and the script of the widget: nobody opens them as a page. */
const ofData = /^\/(v1|b|in|inbound|2)\//

/** `isHttps`: whether people reach Brim by https, and shall never again by http. */
export function securityHeaders(isHttps: boolean): MiddlewareHandler {
  const strictTransport = 'max-age=15552000'
  const ofPages = secureHeaders({
    crossOriginResourcePolicy: false,
    strictTransportSecurity: isHttps ? strictTransport : false,
    // A route that knows better keeps what it said.
    overwrite: false,
    xFrameOptions: 'DENY',
  })
  return (c, next) => {
    if (!ofData.test(c.req.path)) return ofPages(c, next)
    // Before the answer is made: a header that is added to one that is made has it made once more.
    c.header('X-Content-Type-Options', 'nosniff')
    if (isHttps) c.header('Strict-Transport-Security', strictTransport)
    return next()
  }
}
