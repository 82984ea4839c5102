/** What schemas would change without a word, so that it must be looked for in what came. */
import type { Issue } from '../../../shared/protocol/error.ts'
import { invalid } from '../answer/api-error.ts'

/** The one name that they leave out of records. */
export function hasReservedName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasReservedName)
}

/** The reserved name, or a number too large for JSON to write again: it would become null. */
export function refuseUnspeakable(value: unknown): void {
  const issue = unspeakableIn(value, [])
  if (issue) throw invalid([issue])
}

function unspeakableIn(value: unknown, path: readonly string[]): Issue | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { path: path.join('.'), message: 'This number is too large' }
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (Object.hasOwn(value, '__proto__')) {
    return { path: path.join('.'), message: 'The name "__proto__" is reserved' }
  }
  for (const [name, inner] of Object.entries(value)) {
    const issue = unspeakableIn(inner, [...path, name])
    if (issue) return issue
  }
  return undefined
}
