/** Answers what conditions ask from the rows of the group. */
import type { FactValue, Traits } from '../../shared/event.ts'
import type { Counter, Happening } from '../engine/counter.ts'
import type { Facts } from '../engine/facts.ts'
import { bucketAt, firstBucket, type Window } from '../engine/window.ts'
import type { Definitions } from './definitions.ts'
import type { Visitor } from './pipeline.ts'
import { effectiveTraits, entry, place, readPlace, type State } from './state.ts'

export type Situation = {
  account: string
  /** Null where no user is at hand: conditions on users are then unknown. */
  user: string | null
  now: number
  /** An event that hasn't come: counted as if it had, written nowhere. */
  supposed?: Happening
  visitor?: Visitor
}

export function factsOf(state: State, definitions: Definitions, situation: Situation): Facts {
  const { account, user, now, supposed, visitor } = situation
  let accountTraits: Traits | undefined
  let userTraits: Traits | undefined
  const traitsOf = (of: 'account' | 'user') => {
    if (of === 'account') {
      accountTraits ??= effectiveTraits(state.accounts.get(account))
      return accountTraits
    }
    userTraits ??= user === null ? {} : effectiveTraits(state.users.get(user))
    return userTraits
  }
  return {
    counted: (counter, window) => {
      const subject = counter.scope === 'account' ? account : user
      const id = definitions.measureIds.get(counter.key)
      if (subject === null || id === undefined) return 0
      const extra = supposed?.name === counter.event ? counter.take(supposed) : undefined
      const before = readPlace(id, window, now, subject)
      const added = place(id, subject)
      if (counter.keeps === 'total') {
        const sinceLoaded = total(state.out.totals.get(added), window, now)
        return (state.totals.get(before) ?? 0) + sinceLoaded + Number(extra ?? 0)
      }
      const seen = new Set(state.members.get(before))
      collect(seen, state.out.members.get(added), window, now)
      if (extra !== undefined) seen.add(String(extra))
      return seen.size
    },
    meter: (name) => state.meters.get(place(name, account)),
    trait: (of, name) => own(traitsOf(of), name),
    visit: (of) => {
      if (!visitor) return undefined
      if (of === 'page.path') return visitor.page ?? undefined
      return (of === 'locale' ? visitor.locale : visitor.device) ?? undefined
    },
  }
}

function total(buckets: Map<number, number> | undefined, window: Window, now: number): number {
  if (!buckets) return 0
  const first = firstBucket(window, now)
  const last = bucketAt(now, window.unitMs)
  let sum = 0
  for (const [bucket, value] of buckets) if (bucket >= first && bucket <= last) sum += value
  return sum
}

function collect(
  into: Set<string>,
  buckets: Map<number, Set<string>> | undefined,
  window: Window,
  now: number,
) {
  const first = firstBucket(window, now)
  const last = bucketAt(now, window.unitMs)
  for (const [bucket, members] of buckets ?? []) {
    if (bucket >= first && bucket <= last) for (const member of members) into.add(member)
  }
}

/** What an event looks like to counters, with its user's department as known now. */
export function happeningOf(state: State, event: Omit<Happening, 'department'>): Happening {
  const user = event.user === null ? undefined : state.users.get(event.user)
  return { ...event, department: own(effectiveTraits(user), 'department') }
}

/** Counts an event in every counter of its name: in memory now, in the database with the group. */
export function count(
  state: State,
  definitions: Definitions,
  happening: Happening,
  account: string,
): void {
  for (const { counter } of definitions.catalogue.counters.get(happening.name) ?? []) {
    const subject = counter.scope === 'account' ? account : happening.user
    const id = definitions.measureIds.get(counter.key)
    const taken = subject === null || id === undefined ? undefined : counter.take(happening)
    if (taken === undefined || subject === null || id === undefined) continue
    addTo(
      state.out,
      place(id, subject),
      bucketAt(happening.occurredAt, counter.unitMs),
      taken,
      counter,
    )
  }
}

/** Adds what an event counts to what the group will write. */
export function addTo(
  out: Pick<State['out'], 'totals' | 'members'>,
  at: string,
  bucket: number,
  taken: number | string,
  counter: Counter,
): void {
  if (counter.keeps === 'total') {
    const buckets = entry(out.totals, at, () => new Map<number, number>())
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + Number(taken))
    return
  }
  const buckets = entry(out.members, at, () => new Map<number, Set<string>>())
  entry(buckets, bucket, () => new Set<string>()).add(String(taken))
}

function own(traits: Traits, name: string): FactValue | undefined {
  return Object.hasOwn(traits, name) ? traits[name] : undefined
}
