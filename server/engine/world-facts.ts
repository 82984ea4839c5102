/** Answers what conditions ask about somebody from the world, and from counts kept beside it. */
import type { Traits } from '../../shared/event.ts'
import type { Plan } from '../../shared/plan.ts'
import type { Counter } from './counter.ts'
import type { Facts } from './facts.ts'
import {
  type CompiledMeter,
  type DayCount,
  daysOf,
  limitOf,
  meterDaysOf,
  meterReading,
} from './metered.ts'
import type { Window } from './window.ts'
import { effectiveTraits, place, type World } from './world.ts'

/** What is counted, for the subject at hand. */
export type Counts = Pick<Facts, 'counted' | 'leavesAt' | 'newFeatures'> & {
  /** Each bucket of an account's total within a window, in any order. */
  buckets(counter: Counter, window: Window): DayCount[]
}

export type Who = { account: string; user: string | null; now: number }

/** What is published besides the condition, that facts depend on. */
export type Catalogued = {
  meters: ReadonlyMap<string, CompiledMeter>
  plans: ReadonlyMap<string, Plan>
}

export function worldFacts(
  world: World,
  { meters, plans }: Catalogued,
  { account, user, now }: Who,
  counts: Counts,
): Omit<Facts, 'visit'> {
  let accountTraits: Traits | undefined
  let userTraits: Traits | undefined
  const traitsOf = (of: 'account' | 'user') => {
    if (of === 'account') {
      accountTraits ??= effectiveTraits(world.accounts.get(account))
      return accountTraits
    }
    userTraits ??= user === null ? {} : effectiveTraits(world.users.get(user))
    return userTraits
  }
  const daysCounted = (metered: CompiledMeter) =>
    counts.buckets(metered.counter, daysOf(metered, now))
  return {
    now,
    counted: counts.counted,
    leavesAt: counts.leavesAt,
    newFeatures: counts.newFeatures,
    meter: (name) => {
      const metered = meters.get(name)
      if (!metered) return world.meters.get(place(name, account))
      const limit = limitOf(metered, traitsOf('account'), plans)
      return meterReading(metered, daysCounted(metered), { now, limit })
    },
    meterDays: (name) => {
      const metered = meters.get(name)
      if (metered) return meterDaysOf(daysCounted(metered), now)
      const newest = world.meters.get(place(name, account))
      const days = world.meterDays.get(place(name, account)) ?? []
      return days.filter((one) => one.resetsAt === (newest?.resetsAt ?? null))
    },
    firstSeenAt: (of) =>
      of === 'account'
        ? world.accounts.get(account)?.firstSeenAt
        : world.users.get(user ?? '')?.firstSeenAt,
    trait: (of, name) => {
      const traits = traitsOf(of)
      return Object.hasOwn(traits, name) ? traits[name] : undefined
    },
  }
}
