import type { Buckets } from '../../overload/buckets.ts'
import { ApiError } from '../answer/api-error.ts'

export function tooMany(waitMs: number, what: string): ApiError {
  return new ApiError('rate_limited', `Too many requests ${what}: slow down`, {
    retryAfterS: Math.max(1, Math.ceil(waitMs / 1000)),
  })
}

/** Counts one more, or refuses it. */
export function count(buckets: Buckets, name: string, what: string): void {
  const waitMs = buckets.take(name)
  if (waitMs > 0) throw tooMany(waitMs, what)
}
