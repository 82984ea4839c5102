/** What billing sent in words, and what became of it. */
import {
  type BillingEntry,
  type BillingNote,
  type Discount,
  microsInMinor,
  type Standing,
  type UnknownMrr,
} from '../../../shared/event/billing.ts'
import { moneyInWords } from './money.ts'

const noteWords: Readonly<Record<BillingNote, string>> = {
  changed: 'Told as a conversion',
  same: 'Nothing new',
  known_from_now: 'Was there before Brim: it is known, and counts as nobody’s purchase',
  linked: 'Says whose customer it is',
  discount_kept: 'Known: revenue of what has it follows with its next event',
  no_account: 'Says of no account whose it is',
  not_read: 'Not read',
  erased: 'Of somebody who was erased: nothing of it is kept',
  refused: 'Refused: see what was refused under Set up',
}

const standingWords: Readonly<Record<Standing, string>> = {
  paying: 'paid',
  trialing: 'on trial',
  idle: 'not paid',
  ended: 'ended',
}

const unknownWords: Readonly<Record<UnknownMrr, string>> = {
  tiered: 'revenue not known: its price has tiers',
  discount: 'revenue not known: its discount came without its coupon',
  tax: 'revenue not known: its price has tax in it',
  by_country: 'revenue not known: its price is another in other countries',
  too_large: 'revenue not known: it is too large',
}

/** What came, in a line. */
export function billingEventInWords({ event }: BillingEntry): string {
  switch (event.kind) {
    case 'subscription': {
      const { subscription } = event
      return `Subscription of ${subscription.customer}, ${standingWords[subscription.standing]}, ${mrrInWords(subscription)}`
    }
    case 'checkout':
      return `Checkout of ${event.customer ?? 'somebody'}`
    case 'customer':
      return `Customer ${event.customer}`
    case 'discount':
      return `Discount ${event.discount.id}, ${offInWords(event.discount)}`
    case 'mapped':
      return `Customer ${event.customer} is “${event.account}”, said by hand`
    case 'nothing':
      return event.type
    default:
      return event satisfies never
  }
}

type Subscription = Extract<BillingEntry['event'], { kind: 'subscription' }>['subscription']

function mrrInWords({ mrr, currency }: Subscription): string {
  const monthly = (micros: number) =>
    `${moneyInWords(Math.round(micros / microsInMinor), currency)} a month`
  switch (mrr.kind) {
    case 'known':
      return monthly(mrr.micros)
    case 'unknown':
      return unknownWords[mrr.why]
    case 'reduced':
      return `${monthly(mrr.parts.reduce((sum, { micros }) => sum + micros, 0))} before its discount`
    default:
      return mrr satisfies never
  }
}

function offInWords({ off, isForEver }: Discount): string {
  const amount =
    off.kind === 'share' ? `${off.millionths / 10_000} %` : moneyInWords(off.minor, off.currency)
  return `${amount} off${off.kind === 'piece' ? ' each' : ''}, ${isForEver ? 'for ever' : 'for some time'}`
}

export function fateInWords({ fate, note }: BillingEntry): string {
  if (fate === 'waiting') return 'Kept, and about to be applied'
  if (fate === 'stale') return 'Older than what is known: left alone'
  return note === null ? 'Applied' : noteWords[note]
}
