/** For whoever keeps the process running. */
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { ApiError } from '../api-error.ts'
import { describeError } from '../describe-error.ts'
import type { AppEnv } from '../router.ts'

export const health = new Hono<AppEnv>()
  /** The process answers. */
  .get('/healthz', (c) => c.json({ status: 'ok' }))
  /** It can do its work: the databases are there. */
  .get('/readyz', async (c) => {
    const { control, log } = c.var.deps
    try {
      await control.db.run(sql`select 1 from workspaces limit 1`)
    } catch (error) {
      log.error(describeError(error), 'the control database does not answer')
      throw new ApiError('unavailable', 'The database does not answer', { retryAfterS: 5 })
    }
    return c.json({ status: 'ready' })
  })
