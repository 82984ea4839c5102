type Runs<T> = Record<string, (round: number) => Promise<T>>

/** On a machine that is busy with other things, fewer rounds than wished: `enough`, in any case. */
export type Plan = {
  rounds: number
  enough: number
  withinMs: number
  /** Comes before each round, and is in none of its results. */
  prepare?(): Promise<void>
}

const rotate = <T>(all: readonly T[], by: number): T[] => {
  const first = by % all.length
  return [...all.slice(first), ...all.slice(0, first)]
}

/**
 * A B C, B C A, C A B…: what disturbs the machine for a while disturbs each of them, and what the
 * start of a round brings with it comes to each as often.
 */
export async function interleave<T, R extends Runs<T>>(
  { rounds, enough, withinMs, prepare }: Plan,
  runs: R & Runs<T>,
): Promise<Record<keyof R, T[]>> {
  const results = Object.fromEntries(Object.keys(runs).map((name) => [name, [] as T[]]))
  const deadline = performance.now() + withinMs
  for (let round = 0; round < rounds; round++) {
    if (round >= enough && performance.now() > deadline) break
    await prepare?.()
    for (const [name, run] of rotate(Object.entries(runs), round)) {
      results[name]?.push(await run(round))
    }
  }
  return results as Record<keyof R, T[]>
}
