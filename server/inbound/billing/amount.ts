/** Money in whole numbers: a third of a cent a thousand times is no cent lost. */
import {
  type Fraction,
  type Mrr,
  microsInMinor,
  type UnknownMrr,
} from '../../../shared/event/billing.ts'

/** Of minor units of a currency. */
export type Amount = { numerator: bigint; denominator: bigint }

export const noAmount: Amount = { numerator: 0n, denominator: 1n }

export const whole = (number: number): Amount => ({ numerator: BigInt(number), denominator: 1n })

/** `text`: digits, with a point and more of them where there are parts. */
export function amountOf(text: string): Amount {
  const [whole = '0', part = ''] = text.split('.')
  return { numerator: BigInt(whole + part), denominator: 10n ** BigInt(part.length) }
}

export const plus = (a: Amount, b: Amount): Amount => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
})

/** Nothing goes below zero. */
export function minus(a: Amount, b: Amount): Amount {
  const left = plus(a, { ...b, numerator: -b.numerator })
  return left.numerator < 0n ? noAmount : left
}

export const times = (a: Amount, by: Amount): Amount => ({
  numerator: a.numerator * by.numerator,
  denominator: a.denominator * by.denominator,
})

export type Period = { interval: 'day' | 'week' | 'month' | 'year'; count: number }

/** A year is 365 days and 52 weeks. */
const inMonth = { day: [365, 12], week: [52, 12], month: [1, 1], year: [1, 12] } as const

/** How often a month. */
export function timesAMonth({ interval, count }: Period): Fraction {
  const [numerator, denominator] = inMonth[interval]
  return { numerator, denominator: denominator * count }
}

export function monthly(amount: Amount, period: Period): Amount {
  const { numerator, denominator } = timesAMonth(period)
  return times(amount, { numerator: BigInt(numerator), denominator: BigInt(denominator) })
}

/** Half goes up: nothing here is below zero. */
export function microsOf({ numerator, denominator }: Amount): number {
  const micros = (2n * numerator * BigInt(microsInMinor) + denominator) / (2n * denominator)
  if (micros > BigInt(Number.MAX_SAFE_INTEGER)) throw new UnknownAmount('too_large')
  return Number(micros)
}

/** Thrown where an amount is not told by what has come. */
export class UnknownAmount extends Error {
  override name = 'UnknownAmount'

  constructor(readonly why: UnknownMrr) {
    super(why)
  }
}

export function orUnknown(read: () => Mrr): Mrr {
  try {
    return read()
  } catch (error) {
    if (error instanceof UnknownAmount) return { kind: 'unknown', why: error.why }
    throw error
  }
}
