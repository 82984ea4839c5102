/** So many requests of one address, whoever they are of. Before their bodies are read. */
import { createMiddleware } from 'hono/factory'
import { addressOf } from './address-of.ts'
import type { AppEnv } from './router.ts'
import { count } from './too-many.ts'

export const limitAddress = createMiddleware<AppEnv>(async (c, next) => {
  count(c.var.deps.guard.rates.address, addressOf(c), 'from this address')
  await next()
})
