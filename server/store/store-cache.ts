/**
 * Databases of workspaces. A store that was handed out stays good for as long as somebody wants it: its
 * connection is opened with a statement, closed when nobody asks it anything, and opened again with the
 * next one.
 */
import type { Client, InArgs, InStatement } from '@libsql/client'
import { type Store, storeOf } from './open.ts'
import { createOpenSet, type OpenSet } from './open-set.ts'

export type StoreCache = {
  /** There and migrated, when it answers. */
  open(id: string): Promise<Store>
  /** Opened with its first statement: most of who send events never need one. */
  lend(id: string): Store
  /** Closes what nobody has asked anything for a while; by itself twice a minute. */
  tidy(): Promise<void>
  close(): Promise<void>
}

export type StoreCacheOptions = {
  openStore(id: string): Promise<Store>
  /** Connections that stay open. */
  most: number
  now(): number
}

/** They are small; one that is forgotten stays good for whoever has it. */
const mostLent = 1_000

export function createStoreCache({ openStore, most, now }: StoreCacheOptions): StoreCache {
  const opened: OpenSet<Store> = createOpenSet({
    open: openStore,
    close: (store) => store.close(),
    most,
    now,
  })
  const lent = new Map<string, Store>()
  const lend = (id: string): Store => {
    const known = lent.get(id)
    if (known) return known
    const store = storeOf(clientOf((run) => opened.use(id, ({ client }) => run(client))))
    const [oldest] = lent.keys()
    if (oldest !== undefined && lent.size >= mostLent) lent.delete(oldest)
    lent.set(id, store)
    return store
  }
  return {
    open: (id) => opened.use(id, async () => lend(id)),
    lend,
    tidy: opened.tidy,
    close: opened.close,
  }
}

type Ask = <R>(run: (client: Client) => Promise<R>) => Promise<R>

/** A client of statements and batches: a transaction would have to outlast the question. */
function clientOf(ask: Ask): Client {
  return {
    execute: (statement: InStatement, args?: InArgs) =>
      ask((client) =>
        typeof statement === 'string' ? client.execute(statement, args) : client.execute(statement),
      ),
    batch: (statements, mode) => ask((client) => client.batch(statements, mode)),
    migrate: (statements) => ask((client) => client.migrate(statements)),
    executeMultiple: (sql) => ask((client) => client.executeMultiple(sql)),
    sync: () => ask((client) => client.sync()),
    transaction: () => Promise.reject(new Error('A store that may be closed has no transactions')),
    reconnect: () => {},
    close: () => {},
    closed: false,
    protocol: 'file',
  }
}
