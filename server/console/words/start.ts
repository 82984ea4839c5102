/** Where a prompt was seen, as far as it is known. */
import type { PageOrigin } from '../contract.ts'

/** The whole address where pages of one origin only have come; else its path. */
export function seenWhere(path: string | null, origins: readonly PageOrigin[]): string | null {
  const heard = [...new Set(origins.filter((one) => one.isAllowed).map((one) => one.origin))]
  const [only] = heard.length === 1 ? heard : []
  if (path === null) return only ?? null
  return only === undefined ? path : only + path
}
