import { z } from 'zod'

/** How many of a list are asked for. */
export function limitOf(usual: number, most = 200) {
  return z.coerce.number().int().min(1).max(most).default(usual)
}
