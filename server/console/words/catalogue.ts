/** The catalogue in words: kinds, what an offer proposes, how a meter is read. */
import type { DefinitionKind } from '../../../shared/definition/definition.ts'
import type { Meter, MeterPeriod } from '../../../shared/definition/meter.ts'
import type { Offer, OfferKind, Plan } from '../../../shared/definition/plan.ts'
import { capital } from '../../../shared/words/capital.ts'
import { counted, numberInWords } from '../../../shared/words/number.ts'
import { plain } from '../../../shared/words/reason.ts'
import { priceInWords } from './money.ts'
import { durationInWords } from './time.ts'

export const kindWords: Record<DefinitionKind, { one: string; many: string }> = {
  plan: { one: 'plan', many: 'Plans' },
  offer: { one: 'offer', many: 'Offers' },
  meter: { one: 'meter', many: 'Meters' },
  trigger: { one: 'trigger', many: 'Triggers' },
  nudge: { one: 'nudge', many: 'Nudges' },
  play: { one: 'play', many: 'Plays' },
}

/** What a prompt with it proposes, in a line. */
export const offerHints: Record<OfferKind, string> = {
  upgrade: 'To move up to a plan',
  seats: 'To add seats',
  add_on: 'To add something to the plan',
  trial: 'To try a plan for a while; Brim grants it and ends it',
  contact: 'To talk with you',
  ask_admin: 'To ask somebody who may buy for a plan',
  learn_more: 'To read more; nothing is sold',
}

export const periodWords: Record<MeterPeriod, string> = {
  day: 'day',
  week: 'week, on Mondays',
  month: 'month',
  year: 'year',
}

export function pricesInWords({ prices }: Plan): string {
  return prices.length === 0 ? 'No price' : prices.map(priceInWords).join(', ')
}

export function limitsInWords({ limits }: Plan): string {
  const parts = Object.entries(limits).map(([meter, limit]) =>
    limit === null ? `unlimited ${meter}` : `${numberInWords(limit)} ${meter}`,
  )
  return parts.join(', ')
}

export function offerInWords(offer: Offer, nameOf: (plan: string) => string): string {
  switch (offer.kind) {
    case 'upgrade':
      return `Move up to ${nameOf(offer.plan)}`
    case 'trial':
      return `Try ${nameOf(offer.plan)} for ${durationInWords(offer.lasts)}`
    case 'ask_admin':
      return `Ask an admin for ${nameOf(offer.plan)}`
    case 'seats':
      return `Add ${counted(offer.seats, 'seat')}`
    case 'add_on':
      return `Add ${offer.addOn || 'something'}`
    case 'contact':
      return 'Talk with you'
    case 'learn_more':
      return 'Read more'
    default:
      return offer satisfies never
  }
}

export function meterInWords({ used, period, limit }: Meter): string {
  const counting =
    'count' in used
      ? `Counts “${plain(used.count.event)}”`
      : `Adds up ${used.sum.property} of “${plain(used.sum.event)}”`
  const against = limit === 'plan' ? 'the plan’s limit' : `the account’s ${limit.trait.slice(8)}`
  return `${counting} each ${period}, against ${against}`
}

/** `accounts`: undefined where it is not known how many there are. */
export function accountsOnInWords(accounts: number | undefined): string {
  if (accounts === undefined) return 'How many accounts are on it could not be told.'
  return `${counted(accounts, 'account')} ${accounts === 1 ? 'is' : 'are'} on it.`
}

/** In its row: by what it is used, and by whom. */
export function usesInWords(uses: number, accounts: number): string {
  const by = uses > 0 ? [`used by ${uses}`] : []
  const on = accounts > 0 ? [counted(accounts, 'account')] : []
  return capital([...by, ...on].join(', ')) || 'Not used'
}
