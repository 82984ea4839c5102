/** Counts attempts by name, before they are looked at: of a hundred at once all would still be let through. */

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

/** Beyond this many names the oldest are forgotten: guessing names must not fill the memory. */
const mostNames = 10_000

export function createThrottle(
  { most, withinMs }: { most: number; withinMs: number },
  now: () => number,
): Throttle {
  const counts = new Map<string, { count: number; since: number }>()
  const current = (name: string) => {
    const entry = counts.get(name)
    // After the clock was set back nobody is kept out for as long as that.
    const isCurrent = entry && entry.since <= now() && now() - entry.since < withinMs
    return isCurrent ? entry : { count: 0, since: now() }
  }
  return {
    async take(name) {
      const { count, since } = current(name)
      if (count >= most) return { waitMs: since + withinMs - now(), isLast: false }
      counts.delete(name)
      counts.set(name, { count: count + 1, since })
      const [oldest] = counts.keys()
      if (counts.size > mostNames && oldest !== undefined) counts.delete(oldest)
      return { waitMs: 0, isLast: count + 1 === most }
    },
    async forget(name) {
      counts.delete(name)
    },
  }
}
