/** What the console's own routes answer, where `shared/` does not say it already. */
import type { AccountView } from '../../shared/account/account-view.ts'
import type { Claim } from '../../shared/account/claim.ts'
import type { Readiness } from '../../shared/account/readiness.ts'
import type { Signal } from '../../shared/account/signal.ts'
import type { Receipt } from '../../shared/decision/decision.ts'
import type {
  Author,
  DefinitionKind,
  DefinitionRecord,
} from '../../shared/definition/definition.ts'
import type { AccountResponse, UserResponse } from '../../shared/protocol/api.ts'
import type { Issue } from '../../shared/protocol/error.ts'
import type { IdentityAlgorithm, IdentityMode, Verdict } from '../../shared/protocol/identity.ts'
import type { EventSource, LiveDecision, LiveEvent } from '../../shared/protocol/live.ts'
import type { TokenClaims } from '../../shared/protocol/token-claims.ts'
import type { Role } from '../../shared/workspace/role.ts'
import type { Tried } from '../http/inbound/try-recent.ts'

export type { SavedSource as NewSource, Source } from '../../shared/event/source.ts'

export type Workspace = {
  id: string
  name: string
  role: Role
  /** Whether its members need a second factor to do anything in it. */
  requiresSecondFactor: boolean
}
export type Me = {
  person: { id: string; name: string; email: string; hasSecondFactor: boolean }
  workspaces: Workspace[]
}
/** `needs`: it was right so far, and is sent once more with a code of the second factor. */
export type SignedIn = { done: true } | { done: false; needs: 'code' }

/** `since`: null where there is none. */
export type OwnSecondFactor = { since: number | null; backupCodes: number }
/** For the app, as a text to type and as an address for its camera. */
export type NewSecondFactor = { secret: string; uri: string }

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
export type RankedAccount = {
  id: string
  traits: AccountResponse['traits']
  users: number
  /** The active ones, the newest of each trigger first. */
  signals: Signal[]
  /** Of its meters that have a limit, the one that is used most. */
  fullest: { name: string; used: number; limit: number } | null
  claim: Claim | null
  readiness: Readiness
  firstSeenAt: number
  lastSeenAt: number
}
export type Ranking = { accounts: RankedAccount[]; total: number }
export type SavedView = AccountView & { id: string; createdAt: number; isOwn: boolean }

/** Days until a meter is full, and the ends of the 90 % interval; `high`: null where growth may be nil. */
export type Runway = { days: number; low: number; high: number | null }
/** What a placement would answer somebody now. */
export type Why = { placement: string; receipt: Receipt | null }

/** What has really been reported lately: the words that a trigger can speak of. */
export type Vocabulary = {
  /** Newest events that were looked at, and the oldest of them; null for none. */
  looked: number
  since: number | null
  events: { name: string; count: number; lastAt: number; properties: Spoken[] }[]
  traits: { account: Spoken[]; user: Spoken[] }
  meters: string[]
}
/** A property or a trait with some of its values, the most frequent first. */
export type Spoken = { name: string; values: (string | number | boolean)[] }

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
  /** By name of the meter; one of which nothing can be said is not in it. */
  runways: Record<string, Runway>
  /** Null where it was erased in this moment. */
  readiness: Readiness | null
}

export type Happening =
  | { type: 'event'; event: LiveEvent }
  | { type: 'signal'; signal: Signal }
  | { type: 'decision'; decision: LiveDecision }
export type TimelinePage = { items: Happening[]; before: string | null }

export type OwnSession = {
  id: string
  userAgent: string | null
  createdAt: number
  usedAt: number
  /** The one that this page is in. */
  isThis: boolean
}
export type Member = {
  id: string
  name: string
  email: string
  role: Role
  createdAt: number
  hasSecondFactor: boolean
}
export type Invitation = {
  id: string
  role: Role
  by: string
  createdAt: number
  expiresAt: number
  /** Null where it was not to be mailed. */
  mail: MailState | null
}
export type People = {
  members: Member[]
  invitations: Invitation[]
  requiresSecondFactor: boolean
  /** Whether Brim can mail a link. */
  byMail: boolean
}
/** What became of a mail; `waiting`: it is tried again. */
export type MailState = 'waiting' | 'sent' | 'failed'
/** `mailed`: null where nobody asked for it. */
export type NewInvitation = { token: string; expiresAt: number; mailed: MailState | null }
/** `person`: who is signed in; null for somebody new. */
export type Invited = {
  workspace: string
  role: Role
  by: string
  expiresAt: number
  person: { name: string; email: string } | null
}
export type Newcomer = { name: string; email: string; password: string }

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

/** One message as it came, and what it becomes by the mapping that was asked about. */
export type TriedPayload = Tried

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

/** Where a page with one of the keys came from. */
/** What was put away, and by whom. */
export type Archived<K extends DefinitionKind = DefinitionKind> = DefinitionRecord<K> & {
  updatedBy: Author
}

/** What something is called in history that stands in no list any more. */
export type FormerName = { kind: DefinitionKind; key: string; name: string }

export type PageOrigin = {
  /** The key's id. */
  key: string
  origin: string
  isAllowed: boolean
  /** How often it was refused. */
  refused: number
  lastAt: number
}
/** What has really happened of the setting up. */
export type Start = {
  heard: { account: string; user: string | null; at: number } | null
  places: { placement: string; count: number; lastAt: number }[]
  seen: {
    decision: string
    nudge: string
    account: string
    user: string
    at: number
    path: string | null
  } | null
  origins: PageOrigin[]
  /** Pages with a key that lets no page in: one that was revoked, or a secret one, which is worse. */
  wrongKeys: {
    name: string
    what: 'secret' | 'source' | 'revoked'
    origin: string
    lastAt: number
  }[]
}

export type KeptPicture = {
  hash: string
  width: number
  height: number
  /** Bytes. */
  size: number
  /** As pages of other sites ask for it. */
  url: string
}
export type KeptPictures = { pictures: KeptPicture[]; usedBytes: number; mostBytes: number }

/** A place for prompts that was told of, and how often in thirty days. */
export type HeardPlacement = { placement: string; times: number; lastAt: number }

/** Shows one draft on a page of the workspace's site. `until`: epoch ms. */
export type PreviewCode = { code: string; until: number }

export type RefusedItem = {
  id: number
  at: number
  source: EventSource
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
