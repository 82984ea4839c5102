/**
 * What may be logged of an error. A `DrizzleQueryError` carries the parameters of its query in its
 * message, so of that only the cause is told.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error }
  if (error.constructor.name === 'DrizzleQueryError') {
    return { error: 'DrizzleQueryError', cause: describeError(error.cause) }
  }
  const code = 'code' in error ? { code: error.code } : {}
  const stack = error.stack?.slice(error.stack.indexOf('\n    at '))
  return { error: error.name, message: error.message, ...code, stack }
}
