/** Names within a sentence. */
const mostNamed = 10

/** "A, B and C"; of many the first, and how many more. */
export function listOf(names: readonly string[]): string {
  const told = names.slice(0, mostNamed)
  const more = names.length - told.length
  if (more > 0) return `${told.join(', ')} and ${more} more`
  const last = told.pop() ?? ''
  return told.length > 0 ? `${told.join(', ')} and ${last}` : last
}
