/** What the console's own routes answer, where `shared/` does not say it already. */
import type { AccountResponse, UserResponse } from '../../shared/api.ts'
import type { Issue } from '../../shared/error.ts'
import type { IdentityAlgorithm, IdentityMode, Verdict } from '../../shared/identity.ts'
import type { LiveDecision, LiveEvent } from '../../shared/live.ts'
import type { Signal } from '../../shared/signal.ts'
import type { TokenClaims } from '../../shared/token-claims.ts'

export type Workspace = { id: string; name: string; role: string }
export type Me = { person: { id: string; name: string; email: string }; workspaces: Workspace[] }

export type NudgeResult = {
  key: string
  shown: number
  clicked: number
  dismissed: number
  trials: number
}
export type Figures = {
  events: number
  paywallHits: number
  signals: number
  shown: number
  clicked: number
  trials: number
}
export type Overview = {
  days: number
  figures: Figures
  nudges: NudgeResult[]
  signals: Signal[]
}

export type AccountSummary = {
  id: string
  traits: AccountResponse['traits']
  users: number
  /** Active ones. */
  signals: number
  firstSeenAt: number
  lastSeenAt: number
}
export type Trial = {
  offer: string
  plan: string
  startedAt: number
  endsAt: number
  active: boolean
}
export type AccountDetail = AccountResponse & {
  users: UserResponse[]
  trials: Trial[]
  signals: Signal[]
}

export type Happening =
  | { type: 'event'; event: LiveEvent }
  | { type: 'signal'; signal: Signal }
  | { type: 'decision'; decision: LiveDecision }
export type TimelinePage = { items: Happening[]; before: string | null }

export type KeyKind = 'publishable' | 'secret'
export type Key = {
  id: string
  kind: KeyKind
  name: string
  /** All of a publishable key; the first letters of a secret one. */
  text: string
  origins: string[]
  createdAt: number
  lastUsedAt: number | null
}
export type NewKey = { key: Key; secret: string }

export type IdentityKey = {
  /** The `kid` that a token names it by. */
  id: string
  algorithm: IdentityAlgorithm
  createdAt: number
  lastUsedAt: number | null
  /** False: its secret was sealed under another BRIM_SECRET, and verifies nothing any more. */
  isUsable: boolean
}
export type Identity = {
  mode: IdentityMode
  /** What `aud` of a token must be. */
  audience: string
  keys: IdentityKey[]
  /** Requests of the last 24 hours by what their tokens turned out to be. */
  checks: Partial<Record<Verdict, number>>
}
export type NewIdentityKeyRequest =
  | { algorithm: 'HS256' }
  | { algorithm: 'public'; publicKey: string }
/** `secret`: null where only a public key is here. */
export type NewIdentityKey = { key: IdentityKey; secret: string | null }
/** Lets the debug panel on a page be told why. `until`: epoch ms. */
export type DebugCode = { code: string; until: number }
export type Inspection = { verdict: Verdict; words: string; claims: TokenClaims | null }

export type RefusedItem = {
  id: number
  at: number
  source: string
  messageId: string | null
  issues: Issue[]
  item: string
}

export type SetupRequest = {
  token: string
  name: string
  email: string
  password: string
  workspace: string
}
export type SetupAnswer = { workspace: string; publishableKey: string; secretKey: string }
