import { z } from 'zod'

/** How many of a list are asked for. */
export function limitOf(usual: number, most = 200, least = 1) {
  return z.coerce.number().int().min(least).max(most).default(usual)
}
