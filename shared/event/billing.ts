/**
 * What billing says, whichever vendor's it is: a subscription as it stands, a checkout that was paid, a
 * customer and whose they are. No name, address or card is in it: what is not read is not kept.
 */

/** One millionth of a currency's minor unit: amounts of parts of a cent stay integers. */
export const microsInMinor = 1_000_000

/** What a subscription brings a month. Where that can't be said, it is said why, and never taken for 0. */
export type Mrr =
  | { kind: 'known'; micros: number }
  | { kind: 'unknown'; why: UnknownMrr }
  /** Before a discount for ever that it names, and that is said what it is elsewhere. */
  | { kind: 'reduced'; by: string; parts: MrrPart[]; timesAMonth: Fraction }
export type UnknownMrr = 'tiered' | 'discount' | 'too_large' | 'tax' | 'by_country'

export type MrrPart = { price: string; product: string; quantity: number; micros: number }
/** In whole numbers: so often a month it is billed. */
export type Fraction = { numerator: number; denominator: number }

/** What takes off of every bill, for ever or for some time. */
export type Discount = {
  id: string
  off:
    | { kind: 'share'; millionths: number }
    /** In minor units of `currency`; off the bill, or off each piece of what is on it. */
    | { kind: 'bill' | 'piece'; minor: number; currency: string }
  isForEver: boolean
  /** The prices and products that it is for; all of them where there is none. */
  only: string[]
}

/** `idle` brings nothing now and may again; `ended` never will. */
export type Standing = 'paying' | 'trialing' | 'idle' | 'ended'

/** What is paid a month, in minor units of `currency`; `minor` is null where it is not known. */
export type Paid = {
  plan: string | null
  seats: number | null
  minor: number | null
  currency: string
}

export type BillingItem = {
  /** The vendor's id of the price, and the name that it may have beside it. */
  price: string
  lookupKey: string | null
  quantity: number
}

export type Subscription = {
  id: string
  customer: string
  /** Epoch ms. */
  startedAt: number
  standing: Standing
  /** ISO 4217, upper case. */
  currency: string
  mrr: Mrr
  items: BillingItem[]
  /** Whose it is and which decision led to it, where it says so itself. */
  account: string | null
  decision: string | null
}

export type BillingEvent = {
  /** The vendor's: a repeated one counts once. */
  id: string
  type: string
  /** Epoch ms, by the vendor's clock, to the second. */
  at: number
} & (
  | {
      kind: 'subscription'
      /** Of two that are of the same second, the higher one is the later one. */
      rank: 0 | 1 | 2
      subscription: Subscription
    }
  | {
      kind: 'checkout'
      customer: string | null
      subscription: string | null
      /** The account, or the decision that carried the link. */
      reference: string | null
      decision: string | null
    }
  /** `way`: by what the account is known. */
  | { kind: 'customer'; customer: string; account: string | null; way: 'customer' | 'email' }
  | { kind: 'discount'; discount: Discount }
  /** A person says that it is another's than the one that they had said. */
  | { kind: 'mapped'; customer: string; account: string }
  | { kind: 'nothing'; why: string }
)

/**
 * What became of one. `unmatched` waits for somebody to say whose customer it is; `stale` is older than
 * what is known already.
 */
export const billingFates = [
  'waiting',
  'applied',
  'nothing',
  'stale',
  'unmatched',
  'refused',
] as const
export type BillingFate = (typeof billingFates)[number]

/** How it came to be known whose customer somebody is; what stands first wins over what follows. */
export const linkWays = ['checkout', 'customer', 'hand', 'email'] as const
export type LinkWay = (typeof linkWays)[number]

/** Why that became of it. */
export type BillingNote =
  | 'changed'
  /** Known already, to the last seat. */
  | 'same'
  /** It was there before its beginning could be seen: its revenue is known, and nobody's purchase. */
  | 'known_from_now'
  | 'linked'
  | 'discount_kept'
  | 'no_account'
  | 'not_read'
  | 'erased'
  | 'refused'

/** A customer of billing of whom nobody knows whose they are. */
export type UnmatchedCustomer = { customer: string; events: number; lastAt: number }

/** One of whom a person has said it. */
export type MappedCustomer = { customer: string; account: string; at: number }

/** What came, and what became of it. */
export type BillingEntry = {
  event: BillingEvent
  receivedAt: number
  account: string | null
  fate: BillingFate
  note: BillingNote | null
}
export type BillingView = {
  entries: BillingEntry[]
  unmatched: UnmatchedCustomer[]
  mapped: MappedCustomer[]
  /** What was refused at the door lately, and why: in the memory of this node, for a day. */
  faults: { at: number; message: string }[]
}
