/** Meters that Brim reads itself: the usage of a calendar period, counted in days. */

import type { Meter, MeterPeriod } from '../../shared/definition/meter.ts'
import type { Plan } from '../../shared/definition/plan.ts'
import type { FactValue } from '../../shared/event/event.ts'
import { dayMs } from '../../shared/value/duration.ts'
import { type Counter, counterOf } from './counter.ts'
import type { DayReading, Reading } from './facts.ts'
import { bucketAt, type Window } from './window.ts'

export type CompiledMeter = { meter: Meter; counter: Counter }

/** What a day counts. */
export type DayCount = { bucket: number; value: number }

/** Any window that is counted in days names the counter; a period reads as much of it as it needs. */
const countedInDays = '400d'

export function compileMeter(meter: Meter): CompiledMeter {
  const { used } = meter
  const measure =
    'count' in used
      ? { count: { ...used.count, within: countedInDays } }
      : { sum: { ...used.sum, within: countedInDays } }
  return { meter, counter: counterOf(measure, 'account').counter }
}

/** The calendar period that a moment lies in, in UTC; weeks start on Monday. */
export function periodAt(period: MeterPeriod, now: number): { startsAt: number; endsAt: number } {
  const date = new Date(now)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  const between = (startsAt: number, endsAt: number) => ({ startsAt, endsAt })
  switch (period) {
    case 'day':
      return between(Date.UTC(year, month, day), Date.UTC(year, month, day + 1))
    case 'week': {
      const monday = day - ((date.getUTCDay() + 6) % 7)
      return between(Date.UTC(year, month, monday), Date.UTC(year, month, monday + 7))
    }
    case 'month':
      return between(Date.UTC(year, month), Date.UTC(year, month + 1))
    case 'year':
      return between(Date.UTC(year, 0), Date.UTC(year + 1, 0))
    default:
      return period satisfies never
  }
}

/** The days of the running period, today included. */
export function daysOf({ meter }: CompiledMeter, now: number): Window {
  const { startsAt } = periodAt(meter.period, now)
  return { unitMs: dayMs, buckets: bucketAt(now, dayMs) - bucketAt(startsAt, dayMs) + 1, back: 0 }
}

/**
 * The reading of now. Without a limit in plan or trait there is none to run into: `null`, as for a
 * plan that says it is unlimited.
 */
export function meterReading(
  compiled: CompiledMeter,
  days: readonly DayCount[],
  { now, limit }: { now: number; limit: number | null },
): Reading {
  const used = days.reduce((sum, one) => sum + one.value, 0)
  return { used, limit, resetsAt: periodAt(compiled.meter.period, now).endsAt, at: now }
}

export function limitOf(
  { meter }: CompiledMeter,
  traitOf: (name: string) => FactValue | undefined,
  plans: ReadonlyMap<string, Plan>,
): number | null {
  const { limit } = meter
  if (limit === 'plan') {
    const key = traitOf('plan')
    const plan = typeof key === 'string' ? plans.get(key) : undefined
    return plan && Object.hasOwn(plan.limits, meter.key) ? (plan.limits[meter.key] ?? null) : null
  }
  const value = traitOf(limit.trait.slice('account.'.length))
  return typeof value === 'number' ? value : null
}

/** What the meter would have said at the end of each day that counted something. */
export function meterDaysOf(days: readonly DayCount[], now: number): DayReading[] {
  let used = 0
  return [...days]
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ bucket, value }) => {
      used += value
      return { at: Math.min(now, (bucket + 1) * dayMs - 1), used }
    })
}
