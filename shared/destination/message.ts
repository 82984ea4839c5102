/** What a destination is told: the same for all of them, and to a webhook word for word. */

import type { Signal } from '../account/signal.ts'
import type { Traits, TrialEvent } from '../event/event.ts'

/** Whom it is about, as known when it happened. */
type About = {
  account: string
  user: string | null
  /** Those of a user only where there is one. */
  traits: { account: Traits; user?: Traits }
}

export type SignalData = About &
  Pick<
    Signal,
    'trigger' | 'family' | 'subject' | 'firedAt' | 'expiresAt' | 'recommends' | 'evidence'
  > & {
    /** Its id. */
    signal: string
    /** What its trigger is called. */
    name: string
  }

/** When it happened. ISO 8601, as Standard Webhooks asks for; all other times are epoch ms. */
type Common = { timestamp: string; isSample?: true }

/** What a play tells somebody of a signal. */
export type AlertData = SignalData & {
  /** Its id, by which it is said whether it was worth it. */
  alert: string
  play: { key: string; name: string }
  /** The rep who is told; null where it goes to a channel. */
  rep: string | null
}

/** What a rep was not told at once, the best first. */
export type DigestData = {
  rep: string
  items: (AlertData & { readiness: number | null })[]
  /** Alerts that there was no room for. */
  more: number
}

/** About one account. */
export type AccountMessage = Common &
  (
    | { type: 'signal_fired'; data: SignalData & { play?: AlertData['play'] } }
    | { type: 'alert'; data: AlertData }
    | { type: TrialEvent | 'conversion'; data: About & Record<string, unknown> }
  )

export type Message = AccountMessage | (Common & { type: 'digest'; data: DigestData })

/** What traits may take of a message: Standard Webhooks keeps all of it below 20 KB. */
const traitsBytes = 6_000

/** As many of the traits as fit, in their order: a long text goes, what comes after it stays. */
export function fitting(traits: Traits): Traits {
  let left = traitsBytes
  return Object.fromEntries(
    Object.entries(traits).filter(([name, value]) => {
      const bytes = new TextEncoder().encode(JSON.stringify([name, value])).length
      if (bytes > left) return false
      left -= bytes
      return true
    }),
  )
}
