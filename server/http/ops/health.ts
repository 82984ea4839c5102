/** For whoever keeps the process running: a bad answer names the checks that failed. */
import { Hono } from 'hono'
import { ApiError } from '../answer/api-error.ts'
import type { AppEnv } from '../router.ts'
import type { Health } from './checks.ts'

export const health = new Hono<AppEnv>()
  /** The process lives: where it doesn't, it should be started anew. */
  .get('/healthz', async (c) => {
    const checks = told(
      await c.get('deps').checks.isAlive(),
      'The process does not live as it should',
    )
    return c.json({ status: 'ok', checks })
  })
  /** It can do its work: where it can't, requests should go elsewhere. */
  .get('/readyz', async (c) => {
    const checks = told(await c.get('deps').checks.isReady(), 'Not ready')
    return c.json({ status: 'ready', checks })
  })

function told(health: Health, what: string): Record<string, 'ok'> {
  const issues = health.flatMap(({ name, fault }) =>
    fault === null ? [] : [{ path: name, message: fault }],
  )
  if (issues.length > 0) {
    const names = issues.map((one) => one.path).join(', ')
    throw new ApiError('unavailable', `${what}: ${names}`, { issues, retryAfterS: 5 })
  }
  return Object.fromEntries(health.map(({ name }) => [name, 'ok']))
}
