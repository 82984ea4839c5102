/**
 * The annoyance index: what prompts cost those who see them, beside what they earn.
 *
 *   index = 100 * sum over people of the worst they did / people who were shown something
 *
 * where the worst is 1 for "never again", 0.5 for a closing within two seconds, so fast that nobody
 * has read it, and 0.25 for any other closing; who did none of it counts 0. Each person counts once,
 * by the worst, so that a prompt which few people see often does not look as bad as one which drives
 * many away. 0: nobody minded. 25: everybody closes it. 100: nobody wants to see it again. "Later" and
 * a click cost nothing.
 */
export const worstOf = { never: 1, closedAtOnce: 0.5, closed: 0.25 } as const

export const closedAtOnceMs = 2000

/** Different people whose worst was at least that: who never wants to see it again is in all three. */
export type Worst = { never: number; closedAtOnce: number; closed: number }

/** Null where nobody was shown anything. */
export function annoyanceOf(people: number, atLeast: Worst): number | null {
  if (people === 0) return null
  const { never, closedAtOnce, closed } = atLeast
  const sum =
    never * worstOf.never +
    (closedAtOnce - never) * worstOf.closedAtOnce +
    (closed - closedAtOnce) * worstOf.closed
  return (100 * sum) / people
}
