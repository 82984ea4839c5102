/** Puts the routes together; holds nothing of its own. */
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import type { Deps } from './deps.ts'
import { createOnError, onNotFound } from './http/answer/on-error.ts'
import { securityHeaders } from './http/answer/security-headers.ts'
import { apiRoutes } from './http/api/routes.ts'
import { consoleApi } from './http/console/api.ts'
import { inboundRoutes } from './http/inbound/routes.ts'
import { LiteralRouter } from './http/literal-router.ts'
import { opsRoutes } from './http/ops/routes.ts'
import { consolePages, demoPages, galleryPage } from './http/page/page-routes.ts'
import { holdBody } from './http/request/hold-body.ts'
import type { AppEnv } from './http/router.ts'
import { createFaultLog } from './http/watch/fault-log.ts'
import { watched } from './http/watch/watched.ts'
import { widgetRoutes } from './http/widget/routes.ts'
import { pathOfRequest } from './http/widget/version.ts'
import { worthRoutes } from './http/worth/routes.ts'

/** `demo`: the backend of the demo's product, where there is one. */
export function createApp(deps: Deps, demo?: Hono) {
  const app = new Hono<AppEnv>({ getPath: pathOfRequest, router: new LiteralRouter() })
  const { metrics, log, now } = deps
  const tellFault = createFaultLog(log, now)
  app.use(requestId({ limitLength: 64 }))
  app.use(watched({ requests: metrics.requests, log, now }))
  app.use((c, next) => {
    c.set('deps', deps)
    c.set('tellFault', tellFault)
    return next()
  })
  app.use(securityHeaders(deps.url?.startsWith('https:') ?? false))
  // These hold bodies by themselves, once pages of other sites may read what is refused.
  app.route('/b', widgetRoutes)
  // Before the API, which asks for a secret key whatever comes after it.
  app.route('/', inboundRoutes)
  app.use(holdBody)
  app.route('/v1', apiRoutes)
  app.route('/console/api', consoleApi)
  app.route('/console', consolePages)
  if (demo) {
    app.route('/demo/api', demo)
    app.route('/demo', demoPages)
    app.route('/gallery', galleryPage)
  }
  app.route('/worth', worthRoutes)
  app.route('/', opsRoutes)
  app.onError(createOnError(tellFault))
  app.notFound(onNotFound)
  return app
}
