/** Around every request: what is counted of it, and its line in the log. */
import { performance } from 'node:perf_hooks'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Logger } from '../../log.ts'
import type { AppEnv } from '../router.ts'
import { createRequestLog } from './request-log.ts'
import type { RequestMetrics } from './request-metrics.ts'

type Watching = { requests: RequestMetrics; log: Logger; now(): number }

export function watched({ requests, log, now }: Watching) {
  const write = createRequestLog(log, now)
  return createMiddleware<AppEnv>(async function watched(c, next) {
    const startedAt = performance.now()
    requests.begin()
    let status = 500
    try {
      await next()
      status = c.res.status
    } finally {
      const { method } = c.req
      const route = patternOf(c)
      const ms = performance.now() - startedAt
      requests.end(method, route, status, ms)
      write({
        requestId: c.get('requestId'),
        method,
        route,
        status,
        ms: Math.round(ms * 10) / 10,
        workspace: c.get('workspaceId'),
      })
    }
  })
}

/** The pattern of the last route that fits: of the handler, also where something around it answered. */
export function patternOf(c: Context): string {
  const paths = matchedRoutes(c).map(({ path }) => path)
  const isWhole = (path: string) => path === '/*' || path === '*'
  return (
    paths.findLast((path) => !path.endsWith('*')) ??
    paths.findLast((path) => !isWhole(path)) ??
    'none'
  )
}
