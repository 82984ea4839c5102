/** Prices in the words that no plan has. */
import type { Offer, Plan, Price } from '../../../shared/definition/plan.ts'
import { planOf } from '../../../shared/definition/plan.ts'
import type { Catalogue } from '../catalogue.ts'
import { currencyFormat } from '../decide/formatters.ts'
import type { Check } from './check.ts'
import { type Amount, amountsOf, type ReadAmounts } from './money.ts'
import { copiesOf, readText, textsOf } from './texts.ts'

export const prices: Check = (nudge, { catalogue }) => {
  const plans = [...catalogue.plans.values()]
  const known = plans.flatMap((plan) => plan.prices)
  if (known.length === 0) return []
  const offered = planOfferedBy(catalogue.offers.get(nudge.offer), catalogue.plans)
  const amountsIn = (text: string, locale: string) =>
    /\p{Nd}/u.test(text) ? readerOf(catalogue.plans, locale)(text) : []
  return copiesOf(nudge).flatMap((placed) =>
    textsOf(placed).flatMap(({ path, text }) => {
      const wrong = amountsIn(readText(text, hole), placed.locale).find(
        (amount) => !isCharged(amount, known),
      )
      if (!wrong) return []
      return [
        {
          code: 'price_mismatch',
          // What stands there as a price is a promise; another sum may be anything.
          level: wrong.isPrice ? 'error' : 'warning',
          path,
          sentence: `No plan costs ${wrong.text.trim()}.${offered ? ` ${costsInWords(offered)}` : ''}`,
          remedy: 'Write {{offer.price}} and it is always right, or correct the amount.',
        },
      ]
    }),
  )
}

/** By locale, for as long as the plans are these: what knows all signs is costly to make. */
const readers = new WeakMap<Catalogue['plans'], Map<string, ReadAmounts>>()

function readerOf(plans: Catalogue['plans'], locale: string): ReadAmounts {
  const known = readers.get(plans) ?? new Map<string, ReadAmounts>()
  readers.set(plans, known)
  const found = known.get(locale)
  if (found) return found
  const currencies = [...plans.values()].flatMap((plan) => plan.prices.map((one) => one.currency))
  const reader = amountsOf(locale, [...new Set(currencies)])
  known.set(locale, reader)
  return reader
}

/** A variable parts what stands on its two sides. */
const hole = () => '\n'

function planOfferedBy(offer: Offer | undefined, plans: ReadonlyMap<string, Plan>) {
  return offer && plans.get(planOf(offer) ?? '')
}

/** As it stands in the catalogue, or a year's price by the month. */
function isCharged({ currencies, values }: Amount, known: readonly Price[]): boolean {
  return known.some((price) => {
    if (!currencies.includes(price.currency)) return false
    const { unit } = currencyFormat('en', price.currency)
    const charged = price.amount / unit
    const asked = price.interval === 'year' ? [charged, charged / 12] : [charged, charged * 12]
    return values.some((value) => asked.some((one) => Math.abs(one - value) < 0.01))
  })
}

function costsInWords({ name, prices }: Plan): string {
  if (prices.length === 0) return `“${name}” has no price.`
  const each = prices.map(({ amount, currency, interval, per }) => {
    const { format, unit } = currencyFormat('en', currency)
    const forWhom = per === 'seat' ? ' a seat' : ''
    return `${format.format(amount / unit)}${forWhom} a ${interval}`
  })
  return `“${name}” costs ${each.join(' or ')}.`
}
