/** What a database says when it doesn't do what it was asked. */

/**
 * `busy`: somebody else holds the lock, ask again. `refused`: what was asked breaks a rule of the
 * schema, and will do so again. `failed`: the disk, the network, the server.
 */
export type Fault = 'busy' | 'refused' | 'failed'

/** `undefined`: the error is none of a database's, and none of those that caused it is. */
export function faultOf(error: unknown): Fault | undefined {
  const code = codeOf(error)
  if (code === undefined) return undefined
  if (/^SQLITE_BUSY/.test(code)) return 'busy'
  return /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(code) ? 'refused' : 'failed'
}

const passing = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|PROTOCOL|NOMEM|INTERRUPT)/

/**
 * Whether the same will succeed when somebody has let go of a lock or made room: the file is in the
 * way, and not what was asked.
 */
export function isPassing(error: unknown): boolean {
  return passing.test(codeOf(error) ?? '')
}

/** What a database calls its error; drizzle wraps what the client throws. */
export function codeOf(error: unknown): string | undefined {
  const { name, code, cause } = (error ?? {}) as { name?: unknown; code?: unknown; cause?: unknown }
  const isOfDatabase = /^(Libsql|Sqlite)/.test(String(name)) || /^SQLITE_/.test(String(code))
  if (isOfDatabase) return String(code)
  return cause instanceof Error ? codeOf(cause) : undefined
}
