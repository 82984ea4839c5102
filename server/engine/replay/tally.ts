/**
 * What a counter has counted so far, in memory, for every subject: answers what the rows of the
 * database answer live, for any window and any time since.
 */
import type { Counter } from '../counter.ts'
import type { NewFeatures } from '../facts.ts'
import type { DayCount } from '../metered.ts'
import { bucketAt, firstBucket, lastBucket, leavesAt, type Window } from '../window.ts'

/** Whose counts they are; null where nobody is at hand, of whom nothing is counted. */
type Subject = string | null

export type Tally = {
  add(subject: string, taken: number | string, occurredAt: number): void
  counted(subject: Subject, window: Window, now: number): number
  leavesAt(subject: Subject, window: Window, now: number): number | undefined
  buckets(subject: Subject, window: Window, now: number): DayCount[]
  newFeatures(subject: Subject, window: Window, now: number, asked: NewFeatures): number
}

export function createTally(counter: Counter): Tally {
  switch (counter.keeps) {
    case 'total':
      return tallyTotals(counter)
    case 'latest':
      return tallyLatest(counter)
    case 'members':
    case 'firsts':
      return tallyMembers(counter)
    default:
      return counter.keeps satisfies never
  }
}

/** Rows of buckets that were counted in, oldest first. */
type Row<T> = { bucket: number; value: T }

/** Finds or makes the row of a bucket. Nearly always it is the last one. */
function rowAt<T>(rows: Row<T>[], bucket: number, make: () => T): Row<T> {
  let place = rows.length
  while (place > 0 && (rows[place - 1]?.bucket ?? 0) > bucket) place--
  const found = rows[place - 1]
  if (found?.bucket === bucket) return found
  const row = { bucket, value: make() }
  rows.splice(place, 0, row)
  return row
}

/** Where the rows begin and end that a window sees. Nearly always it sees the last one. */
function rangeOf<T>(
  rows: readonly Row<T>[],
  window: Window,
  now: number,
): [from: number, to: number] {
  const first = firstBucket(window, now)
  const last = lastBucket(window, now)
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.bucket ?? 0) < first) low = middle + 1
    else high = middle
  }
  let end = rows.length
  while (end > low && (rows[end - 1]?.bucket ?? 0) > last) end--
  return [low, end]
}

/** The rows that a window sees. */
function within<T>(rows: Row<T>[] | undefined, window: Window, now: number): Row<T>[] {
  return rows ? rows.slice(...rangeOf(rows, window, now)) : []
}

/** The oldest bucket that counts something in a window. */
function oldestIn<T>(rows: Row<T>[] | undefined, window: Window, now: number): number | undefined {
  if (!rows) return undefined
  const [from, to] = rangeOf(rows, window, now)
  return from < to ? rows[from]?.bucket : undefined
}

function leaves(window: Window, oldest: number | undefined): number | undefined {
  return oldest === undefined ? undefined : leavesAt(window, oldest)
}

function tallyTotals({ unitMs }: Counter): Tally {
  const all = new Map<Subject, Row<number>[]>()
  return {
    ...without,
    add(subject, taken, occurredAt) {
      const rows = all.get(subject) ?? []
      if (rows.length === 0) all.set(subject, rows)
      rowAt(rows, bucketAt(occurredAt, unitMs), () => 0).value += Number(taken)
    },
    counted(subject, window, now) {
      const rows = all.get(subject)
      if (!rows) return 0
      const [from, to] = rangeOf(rows, window, now)
      let sum = 0
      for (let at = from; at < to; at++) sum += rows[at]?.value ?? 0
      return sum
    },
    leavesAt: (subject, window, now) => leaves(window, oldestIn(all.get(subject), window, now)),
    buckets: (subject, window, now) => within(all.get(subject), window, now),
  }
}

function tallyLatest({ unitMs }: Counter): Tally {
  const all = new Map<Subject, Map<string, number>>()
  return {
    ...without,
    add(subject, taken, occurredAt) {
      const members = all.get(subject) ?? new Map<string, number>()
      if (members.size === 0) all.set(subject, members)
      const bucket = bucketAt(occurredAt, unitMs)
      const known = members.get(String(taken))
      if (known === undefined || known < bucket) members.set(String(taken), bucket)
    },
    counted(subject, window, now) {
      const first = firstBucket(window, now)
      let seen = 0
      for (const bucket of all.get(subject)?.values() ?? []) if (bucket >= first) seen++
      return seen
    },
    leavesAt(subject, window, now) {
      const first = firstBucket(window, now)
      let oldest: number | undefined
      for (const bucket of all.get(subject)?.values() ?? []) {
        if (bucket >= first && bucket <= (oldest ?? bucket)) oldest = bucket
      }
      return leaves(window, oldest)
    },
  }
}

function tallyMembers({ unitMs }: Counter): Tally {
  const all = new Map<Subject, Row<Map<string, number>>[]>()
  const firsts = new Map<Subject, Map<string, number>>()
  const usesOf = (subject: Subject, window: Window, now: number) => {
    const uses = new Map<string, number>()
    for (const { value } of within(all.get(subject), window, now)) {
      for (const [member, times] of value) uses.set(member, (uses.get(member) ?? 0) + times)
    }
    return uses
  }
  return {
    ...without,
    add(subject, taken, occurredAt) {
      const member = String(taken)
      const rows = all.get(subject) ?? []
      all.set(subject, rows)
      const { value } = rowAt(rows, bucketAt(occurredAt, unitMs), () => new Map<string, number>())
      value.set(member, (value.get(member) ?? 0) + 1)
      const known = firsts.get(subject) ?? new Map<string, number>()
      firsts.set(subject, known)
      known.set(member, Math.min(known.get(member) ?? occurredAt, occurredAt))
    },
    counted: (subject, window, now) => usesOf(subject, window, now).size,
    leavesAt: (subject, window, now) => leaves(window, oldestIn(all.get(subject), window, now)),
    newFeatures: (subject, window, now, { since, baselineMs, uses }) => {
      const known = firsts.get(subject)
      return [...usesOf(subject, window, now)].filter(
        ([member, times]) => times >= uses && (known?.get(member) ?? now) > since + baselineMs,
      ).length
    },
  }
}

/** What only some tallies can tell; the others are never asked. */
const without: Pick<Tally, 'buckets' | 'newFeatures'> = {
  buckets: () => [],
  newFeatures: () => 0,
}
