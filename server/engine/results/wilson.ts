/**
 * The ends of a share's interval: they stay within 0 and 1, and none at all is not "0 ± 0".
 * E. B. Wilson, "Probable inference", JASA 22 (1927), 209-212. `draws` may be an effective number.
 */
export function wilson(p: number, draws: number, z: number): { low: number; high: number } {
  const scale = 1 + z ** 2 / draws
  const centre = (p + z ** 2 / (2 * draws)) / scale
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / draws + z ** 2 / (4 * draws ** 2))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
