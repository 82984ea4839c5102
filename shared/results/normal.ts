/** The normal distribution. */

/** P(Z <= z), to 1e-7: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions", 26.2.17. */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return z > 0 ? 1 - tail : tail
}

/** The z with P(Z <= z) = p, by halving: exact as far as `normalCdf` is. */
export function normalQuantile(p: number): number {
  let low = -10
  let high = 10
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (normalCdf(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Two-sided: how wide an interval must be, for so many comparisons at once (C. E. Bonferroni). */
export function zOf(confidence: number, comparisons = 1): number {
  return normalQuantile(1 - (1 - confidence) / (2 * Math.max(1, comparisons)))
}
