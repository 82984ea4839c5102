/** "a", "a and b", "a, b and c". */
export function listed(all: readonly string[], word = 'and'): string {
  const last = all.at(-1) ?? ''
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} ${word} ${last}`
}
