/**
 * Modes and keys in memory, so that a request doesn't wait for the control database. A change made
 * here counts at once, one made by another node within `freshMs`.
 */
import { accountOfOne } from '../../shared/event/event.ts'
import type { IdentityMode, Verdict } from '../../shared/protocol/identity.ts'
import type { TokenClaims } from '../../shared/protocol/token-claims.ts'
import type { Sealer } from '../seal.ts'
import {
  listIdentityKeys,
  noteIdentityChecks,
  readIdentityMode,
} from '../store/control/identity.ts'
import type { Store } from '../store/open.ts'
import { type VerifyingKey, verifyingKey } from './key.ts'
import { createTally, hourOf } from './tally.ts'
import { createVerifiedCache } from './verified-cache.ts'
import { type Verified, verifyToken } from './verify.ts'

/** Who a request says is there. */
export type Claimed = { token: string | undefined; user: string; account: string | undefined }

export type Checked = {
  mode: IdentityMode
  /** Null while the mode is off: nothing was looked at. */
  verdict: Verdict | null
  detail: string
  /** What the customer's backend has signed; null unless all of it is valid. */
  claims: TokenClaims | null
}

export type IdentityRing = {
  /** What a request's token is worth for who it says is there. Counted. */
  check(workspace: string, claimed: Claimed): Promise<Checked>
  /** What a token is worth by itself, whatever the mode. Not counted. */
  inspect(workspace: string, token: string): Promise<Verified>
  /** Forgets what is in memory: the next request reads anew. */
  forget(): void
  /** Writes down what was counted, and when keys were last used. */
  flush(): Promise<void>
}

const freshMs = 1_000
const keptHours = 48
/** Beyond this many workspaces the memory starts anew. */
const mostWorkspaces = 10_000

type Deps = { store: Store; sealer: Sealer; now(): number; onFault(error: unknown): void }
type Known = { mode: IdentityMode; keys: Map<string, VerifyingKey> }

export function createIdentityRing({ store, sealer, now, onFault }: Deps): IdentityRing {
  const known = new Map<string, { read: Promise<Known>; readAt: number }>()
  const valid = createVerifiedCache(now)
  const tally = createTally()
  let used = new Map<string, number>()

  async function read(workspace: string): Promise<Known> {
    const [mode, rows] = await Promise.all([
      readIdentityMode(store.db, workspace),
      listIdentityKeys(store.db, workspace),
    ])
    const keys = new Map<string, VerifyingKey>()
    for (const row of rows) {
      try {
        keys.set(row.id, verifyingKey(row, sealer))
      } catch (error) {
        // One that cannot be opened verifies nothing; the others go on.
        onFault(error)
      }
    }
    return { mode, keys }
  }

  function find(workspace: string): Promise<Known> {
    const entry = known.get(workspace)
    const ageMs = entry ? now() - entry.readAt : Number.POSITIVE_INFINITY
    // One from the future was read before the clock was set back: how old it is nobody knows.
    if (entry && ageMs >= 0 && ageMs < freshMs) return entry.read
    if (known.size >= mostWorkspaces) known.clear()
    const next = { read: read(workspace), readAt: now() }
    known.set(workspace, next)
    // What failed is not remembered; whoever waits for it is told.
    next.read.catch(() => known.get(workspace) === next && known.delete(workspace))
    return next.read
  }

  async function verify(workspace: string, token: string, keys: Known['keys']): Promise<Verified> {
    const place = valid.placeOf(workspace, token)
    const before = valid.find(place)
    // A key that was revoked meanwhile, here or elsewhere, takes its tokens along.
    if (before && keys.has(before.kid)) return { verdict: 'valid', ...before }
    const verified = await verifyToken(token, { keys, audience: workspace, now: now() })
    if (verified.verdict === 'valid') valid.add(place, verified)
    return verified
  }

  return {
    async check(workspace, claimed) {
      const { mode, keys } = await find(workspace)
      if (mode === 'off') return { mode, verdict: null, detail: '', claims: null }
      const { verdict, detail, claims, kid } = await judge()
      tally.note(workspace, verdict, now())
      if (kid !== undefined) used.set(kid, now())
      return { mode, verdict, detail, claims }

      async function judge() {
        const { token } = claimed
        if (!token) return { verdict: 'missing', detail: '', claims: null } as const
        const verified = await verify(workspace, token, keys)
        if (verified.verdict !== 'valid') return { ...verified, claims: null }
        const { kid } = verified
        const other = otherPerson(verified.claims, claimed)
        if (other) return { verdict: 'wrong_person', detail: other, claims: null, kid } as const
        return { ...verified, detail: '' }
      }
    },
    async inspect(workspace, token) {
      const { keys } = await find(workspace)
      return verifyToken(token, { keys, audience: workspace, now: now() })
    },
    forget() {
      known.clear()
      valid.clear()
    },
    async flush() {
      const counts = tally.take()
      const touched = used
      used = new Map()
      try {
        await noteIdentityChecks(store.db, { used: touched, counts }, hourOf(now()) - keptHours)
      } catch (error) {
        tally.giveBack(counts)
        for (const [id, at] of touched) if (!used.has(id)) used.set(id, at)
        throw error
      }
    },
  }
}

/** In words, where the token is about somebody else than who the request says is there. */
function otherPerson(claims: TokenClaims, { user, account }: Claimed): string | undefined {
  if (claims.sub !== user) return `The token is for the user "${claims.sub}", not "${user}"`
  const signed = claims.account_id ?? accountOfOne(claims.sub)
  const said = account ?? accountOfOne(user)
  if (signed === said) return undefined
  return claims.account_id === undefined
    ? `The token names no account: add the claim account_id for "${said}"`
    : `The token is for the account "${signed}", not "${said}"`
}
