/** Where the databases are: files of this machine, or namespaces of a libSQL server. */
import { join } from 'node:path'
import type { Config } from '@libsql/client'

export type StoreLocation =
  | { kind: 'files'; folder: string }
  | { kind: 'server'; url: string; token: string | undefined }

/** The control database, or the database of one workspace. */
export type DatabaseName = { kind: 'control' } | { kind: 'workspace'; id: string }

/**
 * How `@libsql/client` reaches a database. On a server each is a namespace, named by the first
 * label of the host; the control database is the server's own address.
 */
export function clientConfig(location: StoreLocation, name: DatabaseName): Config {
  if (location.kind === 'files') {
    // A short busy wait: it blocks the event loop, and only a backup from outside can hold the lock.
    return { url: `file:${fileOf(location.folder, name)}`, timeout: 250 }
  }
  const url = new URL(location.url)
  if (name.kind === 'workspace') url.hostname = `${name.id}.${url.hostname}`
  return { url: url.href, ...(location.token ? { authToken: location.token } : {}) }
}

export function fileOf(folder: string, name: DatabaseName): string {
  return name.kind === 'control'
    ? join(folder, 'control.db')
    : join(folder, 'workspaces', `${name.id}.db`)
}
