/** Differences between two versions of any definition, for people. */

import type { Price } from '../../../shared/definition/plan.ts'
import type { FactValue } from '../../../shared/event/event.ts'
import { valueInWords } from '../../../shared/words/operator.ts'
import { plain } from '../../../shared/words/reason.ts'
import { priceInWords } from './money.ts'
import { pathInWords } from './path.ts'

const places: Record<string, string> = {
  name: 'Name',
  tier: 'Place in the order',
  prices: 'Price',
  limits: 'Limit',
  features: 'Features',
  kind: 'Kind',
  plan: 'Plan',
  lasts: 'How long the trial runs',
  seats: 'Seats',
  addOn: 'Add-on',
  used: 'What is metered',
  period: 'Period',
  limit: 'Limit',
  paused: 'Paused',
}

/** `limits.seats` is "Limit, seats". */
export function placeInCatalogue(path: string): string {
  const [first = '', ...rest] = path.split('.')
  const inside = rest.map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : plain(part)))
  return [places[first] ?? plain(first), ...inside.map((part) => part.toLowerCase())].join(', ')
}

/** Of a definition of whatever kind. */
export const placeInDefinition = (kind: string, path: string) =>
  kind === 'nudge' && path !== 'paused' ? pathInWords(path) : placeInCatalogue(path)

export function valueInCatalogue(value: unknown): string {
  if (value === undefined) return 'Not there'
  if (value === null) return 'No limit'
  if (isPrice(value)) return pricedInWords(value)
  if (Array.isArray(value) && value.every(isPrice))
    return value.map(pricedInWords).join(', ') || 'None'
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) {
    return value.join(', ') || 'None'
  }
  if (typeof value === 'object') return JSON.stringify(value, null, 2)
  return value === '' ? 'Empty' : valueInWords(value as FactValue)
}

function isPrice(value: unknown): value is Price {
  return typeof value === 'object' && value !== null && 'amount' in value && 'interval' in value
}

/** With what billing calls it: that alone may have changed. */
const pricedInWords = (price: Price) =>
  price.billingId === undefined
    ? priceInWords(price)
    : `${priceInWords(price)} (${price.billingId})`
