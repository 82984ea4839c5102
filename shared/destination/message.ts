/** What a destination is told: the same for all of them, and to a webhook word for word. */
import type { Traits, TrialEvent } from '../event.ts'
import type { Signal } from '../signal.ts'

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

export type Message = Common &
  (
    | { type: 'signal_fired'; data: SignalData }
    | { type: TrialEvent | 'conversion'; data: About & Record<string, unknown> }
  )

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
