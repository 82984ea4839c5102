/** What a decision is made of: the facts about one visitor, and the moment. */
import type { Claim } from '../../../shared/account/claim.ts'
import type { Placement } from '../../../shared/definition/nudge.ts'
import type { Consent } from '../../../shared/event/event.ts'
import type { Facts } from '../facts.ts'
import type { Shown } from '../play/set-off.ts'
import type { Trial } from '../trial.ts'
import type { Firing } from '../trigger.ts'

export type ActiveSignal = { trigger: string; user: string | null; expiresAt: number }
export type Impression = {
  nudge: string
  format: string
  user: string
  account: string
  at: number
  /** Of a control: nobody has seen it, so it spends nothing but the nudge's own caps. */
  ghost: boolean
}
export type Wish = { wish: 'never' | 'snoozed'; until: number | null }
/** A user asks those who may buy for an offer. */
export type Request = { offer: string; user: string; name: string | null; at: number }
/** What became of an offer in an account: when it was first shown there, and first taken. */
export type OfferMade = { shownAt: number | null; convertedAt: number | null }

/** Everything that the gates look at. Loaded before, so that deciding is pure. */
export type DecisionFacts = {
  account: string
  user: string
  locale: string | null
  /** What the user has said to prompts; null for nothing yet. */
  consent: Consent | null
  /** For conditions: the trigger's, as if the event at hand had just come, and the audience's. */
  facts: Facts
  /** The account's plan trait; `undefined` where it isn't known. */
  plan: string | undefined
  signals: readonly ActiveSignal[]
  /** What each trigger remembers of its subject. */
  firing(trigger: string): Firing | undefined
  impressions: readonly Impression[]
  /** By nudge: the user's. */
  wishes: Pick<ReadonlyMap<string, Wish>, 'get'>
  trials: readonly Trial[]
  /** Who in sales has the account; it may have ended. */
  claim: Claim | null
  /** What the account's people have shown, for plays that ask how many. */
  shown: readonly Shown[]
  /** The account’s score, for plays that ask for it; null where there is none. */
  readiness: number | null
  /** When a rep was told of the account: it spends attention as a prompt does. */
  touches: readonly number[]
  /** The account's, whoever asks and however long ago. */
  requests: readonly Request[]
  /** By offer: what the account has been shown or has taken. */
  offersMade: Pick<ReadonlyMap<string, OfferMade>, 'get'>
}

/** One placement to decide for one visitor, now. */
export type Moment = {
  now: number
  text: string
  placement: Placement
  /** The event at hand; `supposed` when it hasn't come yet. Null for none. */
  event: { name: string; supposed: boolean } | null
}
