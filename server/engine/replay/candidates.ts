/** Thresholds worth trying for a leaf: what it has read. */

/** As many as a curve needs; each costs an evaluation of every entry. */
const mostCandidates = 40
/** Values that are remembered of those that are looked at. */
const mostKept = 20_000

export type Candidates = {
  see(value: number): void
  /** Rising, the author's own value among them. */
  chosen(own: number): number[]
}

/**
 * All different values while they are few, else those at equal shares of what was seen. Of many every
 * second, fourth, eighth... is kept, so that memory is bounded and the same history gives the same.
 */
export function createCandidates(): Candidates {
  const different = new Set<number>()
  let kept: number[] = []
  let seen = 0
  let stride = 1
  return {
    see(value) {
      if (different.size < mostCandidates) different.add(value)
      if (seen++ % stride !== 0) return
      kept.push(value)
      if (kept.length < mostKept) return
      kept = kept.filter((_, i) => i % 2 === 0)
      stride *= 2
    },
    chosen(own) {
      const values =
        different.size < mostCandidates ? different : atEqualShares(kept, mostCandidates - 1)
      return [...new Set([...values, own])].sort((a, b) => a - b)
    },
  }
}

function atEqualShares(values: readonly number[], count: number): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const last = sorted.length - 1
  return Array.from(
    { length: count },
    (_, i) => sorted[Math.round((i / (count - 1)) * last)] as number,
  )
}
