/** What comes in: every adapter translates to these, and each becomes one entry of the log. */
import type { Claim } from '../../shared/account/claim.ts'
import type { Actor } from '../../shared/audit/actor.ts'
import type { ConversionKind } from '../../shared/event/conversion.ts'
import type { Consent, Outcome, Properties, Traits } from '../../shared/event/event.ts'
import type { EventSource } from '../../shared/protocol/live.ts'

export type Identity = {
  messageId: string
  /** The message id was made here and cannot be in the log: nobody needs to look. */
  isUnrepeated?: boolean
}

type Common = Identity & {
  account: string
  /** Nobody said the account: it is where the user is known to act by then, and this one where they are not. */
  isAccountAssumed?: boolean
  user: string | null
  /** Epoch ms, skew corrected, never later than `receivedAt`. */
  occurredAt: number
  /** Epoch ms of arrival. It is "now" for everything that this input causes. */
  receivedAt: number
  source: EventSource
}

export type Input =
  | (Common & { kind: 'event'; name: string; properties: Properties })
  | (Common & {
      kind: 'meter'
      meter: string
      used: number
      limit: number | null
      resetsAt: number | null
    })
  | (Common & { kind: 'account_traits'; traits: Traits })
  | (Common & { kind: 'user_traits'; user: string; traits: Traits })
  | (Common & {
      kind: 'outcome'
      user: string
      decisionId: string
      outcome: Outcome
      action: string | null
    })
  /** `by`: who has it then. `actor`: who said so. */
  | (Common & {
      kind: 'claim'
      by: string
      claim: Claim['kind']
      until: number | null
      actor: Actor
    })
  | (Common & { kind: 'release'; actor: Actor })
  /** Grants a trial or gives it another end; null ends it now. */
  | (Common & { kind: 'trial'; offer: string; endsAt: number | null })
  | (Common & { kind: 'consent'; user: string; consent: Consent })
  | (Common & {
      kind: 'conversion'
      change: ConversionKind
      plan: string | null
      offer: string | null
      /** The id of the decision whose prompt led to it. */
      decision: string | null
      /** Rather the last prompt that was shown, where one can have proposed it. */
      isSought?: boolean
      /** Integer minor units of `currency`. */
      mrrDelta: number | null
      currency: string | null
    })
