/** Opens a database and brings its schema up to date. */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { type Connection, connectionOf } from './connection.ts'
import {
  clientConfig,
  type DatabaseName,
  fileOf,
  namespaceOf,
  type StoreLocation,
} from './location.ts'
import { type Migrations, migrate, namesOf } from './migrate.ts'
import { createNamespace, isNamespaceMissing } from './namespaces.ts'
import { openNative } from './native.ts'

/** One open database: drizzle for ordinary queries, the client for the hot path. */
export type Store = { db: LibSQLDatabase; client: Client; close(): void }

const controlMigrations: Migrations = import.meta.glob('./control/migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const workspaceMigrations: Migrations = import.meta.glob('./workspace/migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The names of all migrations of this build: a database that has others is of a newer one. */
export const migrationNames = {
  control: namesOf(controlMigrations),
  workspace: namesOf(workspaceMigrations),
}

export function openControlStore(location: StoreLocation): Promise<Store> {
  return open(location, { kind: 'control' }, controlMigrations)
}

export function openWorkspaceStore(location: StoreLocation, id: string): Promise<Store> {
  return open(location, { kind: 'workspace', id }, workspaceMigrations)
}

/** What the pipeline writes the database of a workspace through. `onCommit`: to the file at a path. */
export async function openWorkspaceConnection(
  location: StoreLocation,
  id: string,
  onCommit: (path: string) => void = () => {},
): Promise<Connection> {
  const store = await openWorkspaceStore(location, id)
  if (location.kind === 'server') return connectionOf(store.client)
  store.close()
  const path = fileOf(location.folder, { kind: 'workspace', id })
  return openNative(path, () => onCommit(path))
}

/**
 * A connection of its own to the database of a workspace, for long reads; it cannot write. The
 * database is there: whoever asks has opened it. A server's replica may be some milliseconds behind,
 * and where it does not answer the server itself is asked.
 */
export async function openWorkspaceReader(location: StoreLocation, id: string): Promise<Store> {
  const name: DatabaseName = { kind: 'workspace', id }
  if (location.kind === 'files') {
    const client = createClient(clientConfig(location, name))
    await client.execute('PRAGMA query_only = ON')
    return storeOf(client)
  }
  const { replicaUrl } = location
  const replica = replicaUrl && createClient(clientConfig({ ...location, url: replicaUrl }, name))
  if (replica && (await answers(replica))) return storeOf(replica)
  return storeOf(createClient(clientConfig(location, name)))
}

async function answers(replica: Client): Promise<boolean> {
  try {
    await replica.execute('SELECT 1 FROM migrations LIMIT 1')
    return true
  } catch {
    replica.close()
    return false
  }
}

async function open(
  location: StoreLocation,
  name: DatabaseName,
  migrations: Migrations,
): Promise<Store> {
  if (location.kind === 'files') {
    await mkdir(dirname(fileOf(location.folder, name)), { recursive: true, mode: 0o700 })
  }
  const client = createClient(clientConfig(location, name))
  try {
    // Stays in the file; synchronous=FULL is the client's default and is not lowered.
    if (location.kind === 'files') await client.execute('PRAGMA journal_mode = WAL')
    await migrate(client, migrations).catch(async (error: unknown) => {
      if (location.kind === 'files' || !isNamespaceMissing(error)) throw error
      await createNamespace(location, namespaceOf(name))
      await migrate(client, migrations)
    })
  } catch (error) {
    client.close()
    throw error
  }
  return storeOf(client)
}

function storeOf(client: Client): Store {
  return {
    db: drizzle(client, { casing: 'snake_case' }),
    client,
    close: () => client.close(),
  }
}
