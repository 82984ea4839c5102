/**
 * Bodies that are being read or worked on take room in memory: it is bounded, and no address has all
 * of it. Refused before a byte is read.
 */
import { createMiddleware } from 'hono/factory'
import { limits } from '../../shared/api.ts'
import { addressOf } from './address-of.ts'
import { ApiError } from './api-error.ts'
import type { AppEnv } from './router.ts'

/** What a request costs beside its body. */
const ownBytes = 1_000

export const holdBody = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS') return next()
  const { bodies } = c.var.deps.guard
  const address = addressOf(c)
  const bytes = ownBytes + sizeOf(c.req.header('content-length'), c.req.header('content-encoding'))
  if (!bodies.take(address, bytes)) {
    throw new ApiError('unavailable', 'Too much at once, nothing was read: send it again', {
      retryAfterS: 1,
    })
  }
  try {
    await next()
  } finally {
    bodies.give(address, bytes)
  }
})

/** What it may become: more is not read of any body, and unpacked it may be as much. */
function sizeOf(length: string | undefined, encoding: string | undefined): number {
  const bytes = length === undefined || encoding !== undefined ? limits.batchBytes : Number(length)
  return bytes >= 0 ? Math.min(bytes, limits.batchBytes) : limits.batchBytes
}
