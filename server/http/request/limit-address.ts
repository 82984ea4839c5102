/** So many requests of one address, whoever they are of. Before their bodies are read. */
import { createMiddleware } from 'hono/factory'
import type { AppEnv, Asked } from '../router.ts'
import { addressOf, remoteOf } from './address-of.ts'
import { tooMany } from './too-many.ts'

const proxyHint =
  'requests are refused that may be of many visitors: they come through a proxy that BRIM_TRUSTED_PROXIES does not name, and count as one address'

export const limitAddress = createMiddleware<AppEnv>(async (c, next) => {
  takeOfAddress(c)
  await next()
})

/** One more of the address that it comes from; refused where that has had its part. */
export function takeOfAddress(c: Asked): void {
  const { guard, log } = c.get('deps')
  const address = addressOf(c)
  const waitMs = guard.rates.address.take(address)
  if (waitMs > 0) {
    const isForwarded = c.req.header('x-forwarded-for') !== undefined
    if (isForwarded && address === guard.addressOf(remoteOf(c), undefined)) {
      if (guard.hints.take('proxy') === 0) log.warn({}, proxyHint)
    }
    throw tooMany(waitMs, 'from this address')
  }
}
