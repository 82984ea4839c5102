/** Answers what conditions ask from the rows of the group. */
import { type Counter, type Happening, member } from '../../engine/counter.ts'
import type { Facts } from '../../engine/facts.ts'
import { effectiveTrait } from '../../engine/known.ts'
import type { DayCount } from '../../engine/metered.ts'
import { bucketAt, firstBucket, lastBucket, leavesAt, type Window } from '../../engine/window.ts'
import { place } from '../../engine/world.ts'
import { type Counts, type Situation, WorldFacts } from '../../engine/world-facts.ts'
import type { Definitions } from '../definition/definitions.ts'
import { entry, readPlace, type State } from './state.ts'

/** For the conditions that a group's work asks about. */
export function factsFrom(state: State, definitions: Definitions): (about: Situation) => Facts {
  const counts = countsOf(state, definitions)
  const source = { world: state, catalogue: definitions.catalogue, counts }
  return (about) => new WorldFacts(source, about)
}

function countsOf(state: State, { measureIds, logStarts }: Definitions): Counts {
  /** Where a counter's rows are, for the subject at hand. */
  const at = ({ account, user, now }: Situation, counter: Counter, window: Window) => {
    const subject = counter.scope === 'account' ? account : user
    const id = measureIds.get(counter.key)
    if (subject === null || id === undefined) return undefined
    return { loaded: readPlace(id, window, now, subject), added: place(id, subject) }
  }
  const extraOf = ({ supposed }: Situation, counter: Counter, window: Window) =>
    supposed?.name === counter.event && window.back === 0 ? counter.take(supposed) : undefined
  const totalOf = (about: Situation, counter: Counter, window: Window) => {
    const where = at(about, counter, window)
    const loaded = where && state.totals.get(where.loaded)
    const added = within(where && state.out.totals.get(where.added), window, about.now)
    return {
      total: (loaded?.total ?? 0) + added.reduce((sum, [, value]) => sum + value, 0),
      oldest: Math.min(loaded?.oldest ?? Number.POSITIVE_INFINITY, ...added.map(([at]) => at)),
    }
  }
  /** The buckets in which those who were seen within the window were last seen. */
  const latestOf = (about: Situation, counter: Counter, window: Window) => {
    const where = at(about, counter, window)
    const known = (where && state.latest.get(where.added)) ?? new Map<string, number>()
    const first = firstBucket(window, about.now)
    const seen = [...known.values()].filter((bucket) => bucket >= first)
    const extra = extraOf(about, counter, window)
    const isNew = extra !== undefined && (known.get(String(extra)) ?? 0) < first
    return isNew ? [...seen, lastBucket(window, about.now)] : seen
  }
  const membersOf = (about: Situation, counter: Counter, window: Window) => {
    const where = at(about, counter, window)
    const members = new Map<string, Seen>(where && state.members.get(where.loaded))
    const buckets = where && state.out.members.get(where.added)
    for (const [oldest, added] of within(buckets, window, about.now)) {
      for (const [member, uses] of added) see(members, member, { uses, oldest })
    }
    const extra = extraOf(about, counter, window)
    if (extra !== undefined) {
      see(members, String(extra), { uses: 1, oldest: lastBucket(window, about.now) })
    }
    return members
  }

  /** Infinity where nothing is counted. */
  const oldestOf = (about: Situation, counter: Counter, window: Window) => {
    if (counter.keeps === 'total') return totalOf(about, counter, window).oldest
    if (counter.keeps === 'latest') return Math.min(...latestOf(about, counter, window))
    return Math.min(...[...membersOf(about, counter, window).values()].map((one) => one.oldest))
  }

  return {
    counted: (about, counter, window) => {
      if (counter.keeps === 'latest') return latestOf(about, counter, window).length
      return counter.keeps === 'total'
        ? totalOf(about, counter, window).total + Number(extraOf(about, counter, window) ?? 0)
        : membersOf(about, counter, window).size
    },
    leavesAt: (about, counter, window) => {
      const oldest = oldestOf(about, counter, window)
      return Number.isFinite(oldest) ? leavesAt(window, oldest) : undefined
    },
    newFeatures: (about, counter, window, { since, baselineMs, uses }) => {
      const where = at(about, counter, window)
      const after = Math.max(since, logStarts.get(counter.key) ?? 0) + baselineMs
      const known = where && state.firsts.get(where.added)
      const added = where && state.out.firsts.get(where.added)
      const firstOf = (member: string) =>
        Math.min(known?.get(member) ?? about.now, added?.get(member) ?? about.now)
      return [...membersOf(about, counter, window)].filter(
        ([member, seen]) => seen.uses >= uses && firstOf(member) > after,
      ).length
    },
    buckets: (about, counter, window) => {
      const { now } = about
      const where = at(about, counter, window)
      const extra = extraOf(about, counter, window)
      const counted = [
        ...within(where && state.days.get(where.added), window, now),
        ...within(where && state.out.totals.get(where.added), window, now),
        ...(extra === undefined ? [] : [[lastBucket(window, now), Number(extra)] as const]),
      ]
      const days = new Map<number, number>()
      for (const [bucket, value] of counted) days.set(bucket, (days.get(bucket) ?? 0) + value)
      return [...days].map(([bucket, value]): DayCount => ({ bucket, value }))
    },
  }
}

type Seen = { uses: number; oldest: number }

function see(members: Map<string, Seen>, member: string, more: Seen) {
  const seen = members.get(member)
  members.set(member, {
    uses: (seen?.uses ?? 0) + more.uses,
    oldest: Math.min(seen?.oldest ?? more.oldest, more.oldest),
  })
}

/** The buckets that a window sees. */
function within<T>(
  buckets: Map<number, T> | undefined,
  window: Window,
  now: number,
): [bucket: number, value: T][] {
  if (!buckets) return []
  const first = firstBucket(window, now)
  const last = lastBucket(window, now)
  return [...buckets].filter(([bucket]) => bucket >= first && bucket <= last)
}

/** The department of a user as known now. */
export function departmentOf(state: State, user: string | null): string | null {
  const known = user === null ? undefined : state.users.get(user)
  return member(effectiveTrait(known, 'department')) || null
}

/** Counts an event in every counter of its name: in memory now, in the database with the group. */
export function count(
  state: State,
  definitions: Definitions,
  happening: Happening,
  account: string,
): void {
  for (const counter of definitions.catalogue.counters.get(happening.name) ?? []) {
    const subject = counter.scope === 'account' ? account : happening.user
    const id = definitions.measureIds.get(counter.key)
    const taken = subject === null || id === undefined ? undefined : counter.take(happening)
    if (taken === undefined || subject === null || id === undefined) continue
    addTo(state, place(id, subject), counter, taken, happening.occurredAt)
  }
}

/** Adds what an event counts to what the group will write. */
export function addTo(
  state: State,
  at: string,
  counter: Counter,
  taken: number | string,
  occurredAt: number,
): void {
  const { out } = state
  const bucket = bucketAt(occurredAt, counter.unitMs)
  if (counter.keeps === 'latest') {
    const latest = entry(state.latest, at, () => new Map<string, number>())
    if ((latest.get(String(taken)) ?? 0) >= bucket) return
    latest.set(String(taken), bucket)
    entry(out.latest, at, () => new Set<string>()).add(String(taken))
    return
  }
  if (counter.keeps === 'total') {
    const buckets = entry(out.totals, at, () => new Map<number, number>())
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + Number(taken))
    return
  }
  const member = String(taken)
  const buckets = entry(out.members, at, () => new Map<number, Map<string, number>>())
  const members = entry(buckets, bucket, () => new Map<string, number>())
  members.set(member, (members.get(member) ?? 0) + 1)
  if (counter.keeps !== 'firsts') return
  const firsts = entry(out.firsts, at, () => new Map<string, number>())
  firsts.set(member, Math.min(firsts.get(member) ?? occurredAt, occurredAt))
}
