/** The values of copy variables for one visitor and one offer, as text in the reader's locale. */
import { parseVariable } from '../../../shared/copy/variables.ts'
import { type Offer, type Plan, type Price, planOf } from '../../../shared/definition/plan.ts'
import type { FactValue } from '../../../shared/event/event.ts'
import { dayMs, durationMs, hourMs } from '../../../shared/value/duration.ts'
import { lengthInWords } from '../../../shared/words/measure.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Facts } from '../facts.ts'
import { readMeter } from '../meter.ts'
import { currencyFormat, dateFormat, listFormat, numberFormat, unitFormat } from './formatters.ts'
import { moreIn } from './labels.ts'
import type { DecisionFacts, Request } from './question.ts'

export type VariableFacts = Pick<DecisionFacts, 'plan'> & {
  facts: Pick<Facts, 'meter' | 'trait'>
  /** Those of others for the offer, newest first. */
  requests: readonly Request[]
  now: number
  /** When the account can no longer take the offer; null for never. */
  offerEndsAt: number | null
}

/** A look-up of variables; `undefined` where a variable has no value now. */
export function variableValues(
  catalogue: Catalogue,
  facts: VariableFacts,
  offer: Offer | undefined,
  locale: string,
): (name: string) => string | undefined {
  const number = numberFormat(locale)
  const textOf = (value: FactValue | undefined) => {
    if (typeof value === 'number') return number.format(value)
    if (typeof value === 'string') return value === '' ? undefined : value
    return undefined
  }
  return (name) => {
    const variable = parseVariable(name)
    if (!variable) return undefined
    if (variable.kind === 'trait') return textOf(facts.facts.trait(variable.of, variable.name))
    if (variable.kind === 'meter') {
      const reading = facts.facts.meter(variable.meter)
      if (variable.part !== 'percent') return textOf(readMeter(reading, variable.part))
      const ratio = readMeter(reading, 'ratio')
      return ratio === undefined ? undefined : textOf(Math.round(ratio * 100))
    }
    const target = offer && planOf(offer)
    const plan = target === undefined ? undefined : catalogue.plans.get(target)
    switch (variable.name) {
      case 'plan.name':
        return facts.plan === undefined ? undefined : catalogue.plans.get(facts.plan)?.name
      case 'offer.plan':
        return plan?.name
      case 'offer.price':
        return plan && priceText(plan, locale)
      case 'offer.lasts':
        return offer?.kind === 'trial' ? lasting(offer.lasts, locale) : undefined
      case 'requests.count':
        return facts.requests.length > 0 ? number.format(facts.requests.length) : undefined
      case 'requests.names':
        return namesOf(facts.requests, locale)
      case 'offer.endsIn':
        return facts.offerEndsAt === null ? undefined : left(facts.offerEndsAt - facts.now, locale)
      case 'offer.endsOn':
        return facts.offerEndsAt === null ? undefined : dateFormat(locale).format(facts.offerEndsAt)
      default:
        return variable satisfies never
    }
  }
}

function priceText(plan: Plan, locale: string): string | undefined {
  const price: Price | undefined =
    plan.prices.find((one) => one.interval === 'month') ?? plan.prices[0]
  if (!price) return undefined
  const { format, unit } = currencyFormat(locale, price.currency)
  return format.format(price.amount / unit)
}

function lasting(duration: string, locale: string): string {
  const days = durationMs(duration) / dayMs
  if (!Number.isInteger(days)) return lengthInWords(durationMs(duration))
  return unitFormat(locale, 'day').format(days)
}

/** Whole days, and on the last one hours: never more than there is. */
function left(ms: number, locale: string): string {
  return ms >= dayMs
    ? unitFormat(locale, 'day').format(Math.floor(ms / dayMs))
    : unitFormat(locale, 'hour').format(Math.max(1, Math.floor(ms / hourMs)))
}

const mostNames = 3

/** "Ada, Ben and 2 more". Nothing where no name is known: a number alone is no name. */
function namesOf(requests: readonly Request[], locale: string): string | undefined {
  const known = requests.flatMap((one) => one.name ?? []).slice(0, mostNames)
  if (known.length === 0) return undefined
  const more = requests.length - known.length
  return listFormat(locale).format(more > 0 ? [...known, moreIn(locale, more)] : known)
}
