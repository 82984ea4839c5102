import type { Count } from './count.ts'

/** Passes over everybody, until it has taken so long. Answers evaluations per second. */
export const rateOf = async (
  count: Count,
  { people, holding, forMs }: { people: number; holding: number; forMs: number },
): Promise<number> => {
  const start = performance.now()
  let passes = 0
  let tookMs = 0
  while (tookMs < forMs) {
    const found = await count()
    if (found !== holding) throw new Error(`It holds for ${found} of ${people}, not ${holding}`)
    passes++
    tookMs = performance.now() - start
  }
  return (passes * people * 1000) / tookMs
}
