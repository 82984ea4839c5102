type Runs<T> = Record<string, (round: number) => Promise<T>>

/** A, B, A, B…: what disturbs the machine for a while disturbs each of them. */
export async function interleave<T, R extends Runs<T>>(
  rounds: number,
  runs: R & Runs<T>,
): Promise<Record<keyof R, T[]>> {
  const results = Object.fromEntries(Object.keys(runs).map((name) => [name, [] as T[]]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(runs)) results[name]?.push(await run(round))
  }
  return results as Record<keyof R, T[]>
}
