/** Answers what conditions ask about somebody from the world, and from counts kept beside it. */

import type { Plan } from '../../shared/definition/plan.ts'
import type { FactValue } from '../../shared/event/event.ts'
import type { Counter, Happening } from './counter.ts'
import type { DayReading, Facts, NewFeatures, Reading } from './facts.ts'
import { effectiveTrait } from './known.ts'
import {
  type CompiledMeter,
  type DayCount,
  daysOf,
  limitOf,
  meterDaysOf,
  meterReading,
} from './metered.ts'
import type { Trial } from './trial.ts'
import type { Window } from './window.ts'
import { place, type World } from './world.ts'

/** Whom conditions are asked about, and when. */
export type Situation = {
  account: string
  /** Null where no user is at hand: conditions on users are then unknown. */
  user: string | null
  /** Epoch ms. */
  now: number
  /** An event that hasn't come: counted as if it had, written nowhere. */
  supposed?: Happening
  /** Absent outside of a visit. */
  visit?: Record<VisitTrait, string | null>
}

type VisitTrait = Parameters<Facts['visit']>[0]

/** What is counted, for whoever is asked about. */
export type Counts = {
  counted(about: Situation, counter: Counter, window: Window): number
  leavesAt(about: Situation, counter: Counter, window: Window): number | undefined
  newFeatures(about: Situation, counter: Counter, window: Window, asked: NewFeatures): number
  /** Each bucket of an account's total within a window, in any order. */
  buckets(about: Situation, counter: Counter, window: Window): DayCount[]
}

/** What is published besides the condition, that facts depend on. */
export type Catalogued = {
  meters: ReadonlyMap<string, CompiledMeter>
  plans: ReadonlyMap<string, Plan>
}

export type Source = { world: World; catalogue: Catalogued; counts: Counts }

/** A class because one is made for every look, and its methods should not be made with it. */
export class WorldFacts implements Facts {
  readonly now: number
  private readonly source: Source
  private readonly about: Situation

  constructor(source: Source, about: Situation) {
    this.now = about.now
    this.source = source
    this.about = about
  }

  counted(counter: Counter, window: Window): number {
    return this.source.counts.counted(this.about, counter, window)
  }

  leavesAt(counter: Counter, window: Window): number | undefined {
    return this.source.counts.leavesAt(this.about, counter, window)
  }

  newFeatures(counter: Counter, window: Window, asked: NewFeatures): number {
    return this.source.counts.newFeatures(this.about, counter, window, asked)
  }

  meter(name: string): Reading | undefined {
    const { world, catalogue } = this.source
    const metered = catalogue.meters.get(name)
    if (!metered) return world.meters.get(place(name, this.about.account))
    const limit = limitOf(metered, (trait) => this.trait('account', trait), catalogue.plans)
    return meterReading(metered, this.daysCounted(metered), { now: this.now, limit })
  }

  meterDays(name: string): readonly DayReading[] {
    const { world, catalogue } = this.source
    const metered = catalogue.meters.get(name)
    if (metered) return meterDaysOf(this.daysCounted(metered), this.now)
    const at = place(name, this.about.account)
    const resetsAt = world.meters.get(at)?.resetsAt ?? null
    return (world.meterDays.get(at) ?? []).filter((one) => one.resetsAt === resetsAt)
  }

  trials(): readonly Trial[] {
    return this.source.world.trials.get(this.about.account) ?? []
  }

  firstSeenAt(of: 'account' | 'user'): number | undefined {
    return this.known(of)?.firstSeenAt
  }

  trait(of: 'account' | 'user', name: string): FactValue | undefined {
    return effectiveTrait(this.known(of), name)
  }

  visit(of: VisitTrait): FactValue | undefined {
    return this.about.visit?.[of] ?? undefined
  }

  private known(of: 'account' | 'user') {
    const { world } = this.source
    const { account, user } = this.about
    return of === 'account' ? world.accounts.get(account) : world.users.get(user ?? '')
  }

  private daysCounted(metered: CompiledMeter): DayCount[] {
    const { counter } = metered
    return this.source.counts.buckets(this.about, counter, daysOf(metered, this.now))
  }
}
