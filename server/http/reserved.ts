/** The one name that schemas leave out of records without a word, so that it must be looked for. */
export function hasReservedName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasReservedName)
}
