/** One number for how good a threshold is. */

/** How much more recall weighs than precision. */
const beta = 0.5

/**
 * F-beta of precision and recall, (1 + b^2) P R / (b^2 P + R), from C. J. van Rijsbergen,
 * "Information Retrieval", 2nd ed., 1979, chapter 7. With b = 1/2 precision counts twice as much as
 * recall: sales want few alerts, each worth acting on, and an alert that is wrong costs the trust in
 * the next ones. `undefined` where precision or recall has nothing to go by.
 */
export function scoreOf(
  hits: number,
  judged: number,
  caught: number,
  eligible: number,
): number | undefined {
  if (judged === 0 || eligible === 0) return undefined
  const [precision, recall] = [hits / judged, caught / eligible]
  const denominator = beta ** 2 * precision + recall
  return denominator === 0 ? 0 : ((1 + beta ** 2) * precision * recall) / denominator
}
