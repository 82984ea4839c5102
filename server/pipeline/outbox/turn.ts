/** A turn of the outbox: what became of attempts goes in, what is due now comes out on a lease. */
import type { DestinationKind } from '../../../shared/destination/kind.ts'
import type {
  DestinationTrouble,
  Health,
  ToldTrouble,
} from '../../../shared/destination/trouble.ts'

/** What is to be sent now. */
export type DueDelivery = {
  id: string
  /** The id of where it goes. */
  destination: string
  /** Until when the caller has it: what tells one lease from the next. */
  lease: number
  /** The JSON text, the same over all attempts. */
  body: string
  /** This one included. */
  attempts: number
  /** Whose it is, of tasks that plays set off: the address of the account’s rep. */
  rep: string | null
}

export type DueDestination = {
  id: string
  kind: DestinationKind
  settings: unknown
  /** Sealed. */
  credentials: string | null
  /** When it was set up so: what comes of a set-up of before says nothing of it. */
  setUp: number
  /** How many the caller may have under way there at once, of what it holds. */
  atOnce: number
}

/** With each destination that something goes to, of what the caller holds too. */
export type LeasedDeliveries = { deliveries: DueDelivery[]; destinations: DueDestination[] }

/** `leases`: false for whoever stops, and will send nothing more. `tells`: true for whoever can tell owners. */
export type OutboxTurn = {
  at: number
  settlements: Settlement[]
  /** Leased before, and not begun. */
  returned?: Pick<DueDelivery, 'id' | 'lease'>[]
  leases: boolean
  /**
   * Ids of what was leased before and is neither settled nor returned. Whoever tells them is given more
   * than may be under way at once, and keeps to `atOnce`.
   */
  held?: string[]
  told?: ToldTrouble[]
  tells?: boolean
}

/** `nextAt`: when more is to do that is not under way; null where nothing waits. */
export type OutboxTurned = LeasedDeliveries & {
  nextAt: number | null
  /** What the caller is to tell owners, within a minute. */
  troubles: DestinationTrouble[]
}

/** What became of an attempt. */
export type Settlement = {
  id: string
  destination: string
  /** As it was leased, and sent to. */
  lease: number
  setUp: number
  /** When it was over. */
  at: number
  tookMs: number
  /** Null where there was no answer. */
  status: number | null
  /** The first KB of it. */
  answer: string | null
  error: string | null
  /** What is to be known of it though it was taken: whose it became there. */
  note: string | null
  /** What it says of the destination, and not of this one message: what opens its circuit. */
  health: Health
  /** Until when the destination wants nothing at all; null where it has not said. */
  heldUntil: number | null
  outcome:
    | { kind: 'delivered' }
    | { kind: 'retry'; at: number }
    /** For good. */
    | { kind: 'failed' }
    /** The destination wants no more, of this or of anything. */
    | { kind: 'gone' }
}
