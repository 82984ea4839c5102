/** Where the databases are: files of this machine, or namespaces of a libSQL server. */
import { join } from 'node:path'
import type { Config } from '@libsql/client'
import { fetchFrom } from './server-fetch.ts'
import { busyTimeoutMs } from './until-free.ts'

export type StoreLocation = { kind: 'files'; folder: string } | ServerLocation

export type ServerLocation = {
  kind: 'server'
  /** With `{namespace}` in it: each namespace has an address of its own. */
  url: string
  token: string | undefined
  /** A read replica for long reads. */
  replicaUrl: string | undefined
  /** Where namespaces are created; `undefined`: somebody else does. */
  admin: { url: string; key: string | undefined } | undefined
}

/** The control database, or the database of one workspace. */
export type DatabaseName = { kind: 'control' } | { kind: 'workspace'; id: string }

/** How `@libsql/client` reaches a database. */
export function clientConfig(location: StoreLocation, name: DatabaseName): Config {
  if (location.kind === 'files') {
    return { url: `file:${fileOf(location.folder, name)}`, timeout: busyTimeoutMs }
  }
  const namespace = namespaceOf(name)
  return {
    url: location.url.replace(namespacePlace, namespace),
    fetch: fetchFrom(namespace),
    ...(location.token ? { authToken: location.token } : {}),
  }
}

/** Stands in a server's address for the name of a namespace. */
export const namespacePlace = '{namespace}'

export function namespaceOf(name: DatabaseName): string {
  return name.kind === 'control' ? 'control' : name.id
}

export function fileOf(folder: string, name: DatabaseName): string {
  return name.kind === 'control'
    ? join(folder, 'control.db')
    : join(folder, 'workspaces', `${name.id}.db`)
}
