/** What a subscription brings once its discount is known by more than its id. */
import { type Discount, type Mrr, microsInMinor } from '../../../shared/event/billing.ts'

/** Null where it is not known. `discount`: the one that it names. */
export function microsOf(mrr: Mrr, currency: string, discount: Discount | null): number | null {
  switch (mrr.kind) {
    case 'known':
      return mrr.micros
    case 'unknown':
      return null
    case 'reduced':
      return discount && reduced(mrr, currency, discount)
    default:
      return mrr satisfies never
  }
}

type Reduced = Extract<Mrr, { kind: 'reduced' }>

function reduced({ parts, timesAMonth }: Reduced, currency: string, discount: Discount) {
  const { off, isForEver, only } = discount
  const full = sumOf(parts.map(({ micros }) => micros))
  if (!isForEver) return full
  const isFor = (one: string) => only.length === 0 || only.includes(one)
  const affected = parts.filter(({ price, product }) => isFor(price) || isFor(product))
  const micros = affected.map((one) => one.micros)
  if (off.kind === 'share')
    return full - part(sumOf(micros), { numerator: [off.millionths], denominator: 1_000_000 })
  // Paddle converts it, by a rate that it does not say.
  if (off.currency !== currency) return null
  const { numerator, denominator } = timesAMonth
  const monthly = (pieces: number) =>
    part(microsInMinor, { numerator: [off.minor, pieces, numerator], denominator })
  if (off.kind === 'bill') return full - Math.min(monthly(1), sumOf(micros))
  const each = affected.map((one) => Math.min(monthly(one.quantity), one.micros))
  return full - sumOf(each)
}

const sumOf = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0)

/** Half goes up. Larger on the way than a number holds. */
function part(micros: number, share: { numerator: number[]; denominator: number }): number {
  const numerator = share.numerator.reduce((all, one) => all * BigInt(one), BigInt(micros))
  const denominator = BigInt(share.denominator)
  return Number((numerator * 2n + denominator) / (denominator * 2n))
}
