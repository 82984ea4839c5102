/** Counts failures by name, in memory: enough against guessing, and gone with a restart. */

export type Throttle = {
  /** How long this one has to wait; 0 for not at all. */
  waitMs(name: string): number
  /** Whether it was the last one: from now on this one has to wait. */
  count(name: string): boolean
  forget(name: string): void
}

/** Beyond this many names the oldest are forgotten: guessing names must not fill the memory. */
const mostNames = 10_000

export function createThrottle(
  { most, withinMs }: { most: number; withinMs: number },
  now: () => number,
): Throttle {
  const failures = new Map<string, { count: number; since: number }>()
  const current = (name: string) => {
    const entry = failures.get(name)
    // After the clock was set back nobody is kept out for as long as that.
    const isCurrent = entry && entry.since <= now() && now() - entry.since < withinMs
    return isCurrent ? entry : undefined
  }
  return {
    waitMs(name) {
      const entry = current(name)
      return entry && entry.count >= most ? entry.since + withinMs - now() : 0
    },
    count(name) {
      const entry = current(name) ?? { count: 0, since: now() }
      failures.delete(name)
      failures.set(name, { ...entry, count: entry.count + 1 })
      const [oldest] = failures.keys()
      if (failures.size > mostNames && oldest !== undefined) failures.delete(oldest)
      return entry.count + 1 === most
    },
    forget(name) {
      failures.delete(name)
    },
  }
}
