/**
 * What a subscription brings a month by Stripe's definition, so that both can be added up: its recurring
 * items, brought to a month, less a discount that is for ever, and not one that passes. Its discount is
 * named by its id alone: what it takes off, Paddle says in events of its own.
 */
import type { Mrr } from '../../../shared/event/billing.ts'
import {
  type Amount,
  amountOf,
  microsOf,
  monthly,
  noAmount,
  orUnknown,
  plus,
  times,
  timesAMonth,
  UnknownAmount,
  whole,
} from '../billing/amount.ts'
import type { PaddleItem, PaddlePrice, PaddleSubscription } from './object.ts'

type Priced = Pick<
  PaddleSubscription,
  'items' | 'discount' | 'billing_cycle' | 'currency_code' | 'status'
>

export function mrrOf({ items, discount, billing_cycle, currency_code, status }: Priced): Mrr {
  return orUnknown(() => {
    // A trial of one item beside others that are paid: all of a trial's are, and its standing says so.
    const counted = items.filter(
      (one) => isCounted(one) && (status === 'trialing' || one.status !== 'trialing'),
    )
    const priced = counted.map(({ price, quantity }) => {
      const { interval, frequency: count } = price.billing_cycle ?? billing_cycle
      const each = monthly(unitOf(price, currency_code), { interval, count })
      return { price, quantity, amount: times(each, whole(quantity)) }
    })
    const micros = microsOf(priced.map(({ amount }) => amount).reduce(plus, noAmount))
    // One that has an end passes.
    if (!discount || discount.ends_at) return { kind: 'known', micros }
    const parts = priced.map(({ price, quantity, amount }) => ({
      ...{ price: price.id, product: price.product_id, quantity },
      micros: microsOf(amount),
    }))
    const { interval, frequency: count } = billing_cycle
    return {
      kind: 'reduced',
      by: discount.id,
      parts,
      timesAMonth: timesAMonth({ interval, count }),
    }
  })
}

/** What is bought once, and what is over, is no recurring revenue. */
export const isCounted = ({ recurring, status }: Pick<PaddleItem, 'recurring' | 'status'>) =>
  recurring && status !== 'inactive'

/** By country there may be others, of which one does not see where this customer is. */
function unitOf(price: PaddlePrice, currency: string): Amount {
  if (price.tax_mode === 'internal') throw new UnknownAmount('tax')
  const overrides = (price.unit_price_overrides ?? []).map((one) => one.unit_price)
  const own = [price.unit_price, ...overrides].filter((one) => one.currency_code === currency)
  const [amount, ...others] = new Set(own.map((one) => one.amount))
  if (amount === undefined || others.length > 0) throw new UnknownAmount('by_country')
  return amountOf(amount)
}
