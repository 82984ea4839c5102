/** Two people edited the origins of one key: what either has added is there, and what either has taken away is not. Pure. */
export function mergeOrigins(
  seen: readonly string[],
  yours: readonly string[],
  theirs: readonly string[],
): string[] {
  const removed = new Set(seen.filter((one) => !yours.includes(one)))
  const added = yours.filter((one) => !seen.includes(one))
  return [...new Set([...theirs.filter((one) => !removed.has(one)), ...added])]
}
