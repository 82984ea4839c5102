/** What a database says when it doesn't do what it was asked. */

/**
 * `busy`: somebody else holds the lock, ask again. `refused`: what was asked breaks a rule of the
 * schema, and will do so again. `failed`: the disk, the network, the server.
 */
export type Fault = 'busy' | 'refused' | 'failed'

/** `undefined`: the error is none of a database's. */
export function faultOf(error: unknown): Fault | undefined {
  const { name, code } = error as { name?: unknown; code?: unknown }
  const isOfDatabase = /^(Libsql|Sqlite)/.test(String(name)) || /^SQLITE_/.test(String(code))
  if (!isOfDatabase) return undefined
  if (/^SQLITE_BUSY/.test(String(code))) return 'busy'
  return /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(String(code)) ? 'refused' : 'failed'
}
