/** Opens a database and brings its schema up to date. */
import { dirname } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { type Connection, connectionOf } from './connection.ts'
import { makeFolder, sync } from './durable.ts'
import { healing } from './healing.ts'
import {
  clientConfig,
  type DatabaseName,
  fileOf,
  namespaceOf,
  type ServerLocation,
  type StoreLocation,
} from './location.ts'
import { type Migrations, migrate, namesOf } from './migrate.ts'
import { createNamespace, isNamespaceMissing } from './namespaces.ts'
import { openNative } from './native.ts'
import { untilFree } from './until-free.ts'

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

function open(location: StoreLocation, name: DatabaseName, migrations: Migrations): Promise<Store> {
  return location.kind === 'files'
    ? openFile(location.folder, name, migrations)
    : openOnServer(location, name, migrations)
}

async function openFile(
  folder: string,
  name: DatabaseName,
  migrations: Migrations,
): Promise<Store> {
  const file = fileOf(folder, name)
  await makeFolder(dirname(file))
  await makeCertain(file)
  const client = createClient(clientConfig({ kind: 'files', folder }, name))
  const prepare = async () => {
    // Stays in the file; synchronous=FULL is the client's default and is not lowered.
    await client.execute('PRAGMA journal_mode = WAL')
    await migrate(client, migrations)
  }
  const recover = async (error: unknown): Promise<never> => {
    await client.reconnect()
    throw error
  }
  try {
    await untilFree(() => prepare().catch(recover))
    // SQLite makes certain what is in a file, and not that its name is in the folder.
    await sync(dirname(file))
  } catch (error) {
    client.close()
    throw error
  }
  return storeOf(healing(client))
}

/**
 * A process that was killed may have left commits in the log that no fsync has covered. The system
 * still gives them to whoever reads, and a power cut would take them; so it is made up for before
 * anybody is told that something is there.
 */
async function makeCertain(file: string): Promise<void> {
  await sync(`${file}-wal`).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

async function openOnServer(
  location: ServerLocation,
  name: DatabaseName,
  migrations: Migrations,
): Promise<Store> {
  const client = createClient(clientConfig(location, name))
  try {
    await migrate(client, migrations).catch(async (error: unknown) => {
      if (!isNamespaceMissing(error)) throw error
      await createNamespace(location, namespaceOf(name))
      await migrate(client, migrations)
    })
  } catch (error) {
    client.close()
    throw error
  }
  return storeOf(client)
}

export function storeOf(client: Client): Store {
  return {
    db: drizzle(client, { casing: 'snake_case' }),
    client,
    close: () => client.close(),
  }
}
