/**
 * Databases of workspaces, each opened when it is first asked for. A store that was handed out stays
 * good for as long as somebody wants it: its connection is closed when nobody asks it anything, and
 * opened again with the next statement.
 */
import type { Client, InArgs, InStatement } from '@libsql/client'
import { type Store, storeOf } from './open.ts'
import { createOpenSet, type OpenSet } from './open-set.ts'

export type StoreCache = {
  open(id: string): Promise<Store>
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

type Opened = { store: Store; lasting: Store }

export function createStoreCache({ openStore, most, now }: StoreCacheOptions): StoreCache {
  const opened: OpenSet<Opened> = createOpenSet({
    open: async (id) => ({
      store: await openStore(id),
      lasting: storeOf(clientOf((run) => opened.use(id, ({ store }) => run(store.client)))),
    }),
    close: ({ store }) => store.close(),
    most,
    now,
  })
  return {
    open: (id) => opened.use(id, async ({ lasting }) => lasting),
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
