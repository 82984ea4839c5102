/**
 * Tokens that were found valid, for a moment: a page sends the same one with everything. By hash, so
 * that no token lies about in memory; bounded, and never past a token's own end.
 */
import { createHash } from 'node:crypto'
import { tokenLimits } from '../../shared/protocol/identity.ts'
import type { TokenClaims } from '../../shared/protocol/token-claims.ts'

export type ValidToken = { kid: string; claims: TokenClaims }

const keptMs = 60_000
/** Beyond this many different tokens the memory starts anew. */
const most = 10_000

export function createVerifiedCache(now: () => number) {
  const known = new Map<string, ValidToken & { until: number }>()
  return {
    /** `token` is only worth something in its workspace, so both make the place. */
    placeOf: (workspace: string, token: string) =>
      createHash('sha256').update(`${workspace}\n${token}`).digest('base64url'),
    find(place: string): ValidToken | undefined {
      const found = known.get(place)
      if (!found) return undefined
      if (found.until > now()) return found
      known.delete(place)
      return undefined
    },
    add(place: string, token: ValidToken) {
      if (known.size >= most) known.clear()
      const endsAt = (token.claims.exp + tokenLimits.skewS) * 1_000
      known.set(place, { ...token, until: Math.min(now() + keptMs, endsAt) })
    },
    clear: () => known.clear(),
  }
}
