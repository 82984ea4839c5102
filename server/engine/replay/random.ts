/** Chance that is the same each time: what is drawn depends on the seed alone. */

/** Mulberry32, by T. Ettinger: 32 bits of state, even over [0, 1). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How often something happens that happens once on average. */
export function poissonOfOne(random: () => number): number {
  const least = Math.exp(-1)
  let times = 0
  for (let left = random(); left > least; times++) left *= random()
  return times
}
