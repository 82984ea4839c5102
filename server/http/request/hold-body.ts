/**
 * Bodies that are being read or worked on take room in memory: it is bounded, and no address has all
 * of it. Refused before a byte is read.
 */
import { createMiddleware } from 'hono/factory'
import { mostFileBytes } from '../../../shared/file/format.ts'
import { limits } from '../../../shared/protocol/api.ts'
import { pictureLimits } from '../../../shared/theme/picture-limits.ts'
import { ApiError } from '../answer/api-error.ts'
import type { AppEnv } from '../router.ts'
import { addressOf } from './address-of.ts'

/** Where a body is a file; anywhere else no more than a batch is read. */
const ofPictures = /^\/console\/api\/w\/[^/]+\/pictures$/
const ofDefinitions = /^(\/console\/api\/w\/[^/]+\/file|\/v1\/definitions)(\/plan)?$/

/** What a request costs beside its body. */
const ownBytes = 1_000

export const holdBody = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS') return next()
  const { bodies } = c.get('deps').guard
  const address = addressOf(c)
  const bytes = ownBytes + sizeOf((name) => c.req.header(name), mostOf(c.req.path))
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

function mostOf(path: string): number {
  if (ofPictures.test(path)) return pictureLimits.uploadBytes
  return ofDefinitions.test(path) ? mostFileBytes : limits.batchBytes
}

/** What it may become: more is not read of any body, and unpacked or told no size it may be as much. */
function sizeOf(header: (name: string) => string | undefined, most: number): number {
  if (header('content-encoding') !== undefined) return most
  const length = header('content-length')
  if (length === undefined) return header('transfer-encoding') ? most : 0
  return Math.min(Number(length), most)
}
