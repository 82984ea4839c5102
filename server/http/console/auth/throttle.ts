/** Counts attempts by name, before they are looked at: of a hundred at once all would still be let through. */
import type { Sealer } from '../../../seal.ts'
import { addAttempt, dropAttempts, skewMs } from '../../../store/control/attempts.ts'
import type { Store } from '../../../store/open.ts'

export type Throttle = {
  /** Counts one more. */
  take(name: string): Promise<Taken>
  /** One was right: those before it are forgiven. */
  forget(name: string): Promise<void>
}

export type Taken = {
  /** How long this one has to wait, and is not to be looked at before; 0 for not at all. */
  waitMs: number
  /** Whether it is the last one that is looked at. */
  isLast: boolean
}

/** What all nodes count together. */
export type SharedCounts = {
  add(name: string, withinMs: number): Promise<{ count: number; until: number }>
  drop(name: string): Promise<void>
}

/** Beyond this many names the oldest are forgotten: guessing names must not fill the memory. */
const mostNames = 10_000

/**
 * Each node counts for itself, at once, so that whoever has to wait costs no more than that; what it
 * lets through all of them count. While that fails a node goes by its own count: what is wrong with the
 * database is told by what cannot do without it.
 */
export function createThrottle(
  { most, withinMs }: { most: number; withinMs: number },
  now: () => number,
  shared?: SharedCounts,
): Throttle {
  const counts = new Map<string, { count: number; until: number }>()
  const current = (name: string) => {
    const entry = counts.get(name)
    // After the clock was set back nobody is kept out for as long as that.
    const isCurrent = entry && entry.until > now() && entry.until <= now() + withinMs + skewMs
    return isCurrent ? entry : { count: 0, until: now() + withinMs }
  }
  const keep = (name: string, entry: { count: number; until: number }) => {
    counts.delete(name)
    counts.set(name, entry)
    const [oldest] = counts.keys()
    if (counts.size > mostNames && oldest !== undefined) counts.delete(oldest)
  }
  const unheard = () => undefined
  return {
    async take(name) {
      const { count, until } = current(name)
      if (count >= most) return { waitMs: until - now(), isLast: false }
      const own = { count: count + 1, until }
      keep(name, own)
      const all = (await shared?.add(name, withinMs).catch(unheard)) ?? own
      if (all.count > current(name).count) keep(name, all)
      return { waitMs: all.count > most ? all.until - now() : 0, isLast: all.count === most }
    },
    async forget(name) {
      counts.delete(name)
      await shared?.drop(name).catch(unheard)
    },
  }
}

/** Counted in the control database. */
export function countTogether(
  { control, sealer }: { control: Store; sealer: Sealer },
  /** What is tried. */
  what: string,
  now: () => number,
): SharedCounts {
  const printOf = (name: string) => sealer.print(name, `attempts|${what}`)
  return {
    add: (name, withinMs) => addAttempt(control.db, { print: printOf(name), at: now(), withinMs }),
    drop: (name) => dropAttempts(control.db, printOf(name)),
  }
}
