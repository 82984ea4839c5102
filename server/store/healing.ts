/**
 * A client of a database file that heals itself. A statement that meets a lock of somebody else stays
 * unfinished on its connection, and from then on that acknowledges what it never commits. So the
 * connections are opened anew before anything else is done on them. Other failures end their statement,
 * and keep the connection: whoever lets go of the last one on a full disk finds no room for the index
 * of the log, and cannot even read.
 */
import type { Client, TransactionMode } from '@libsql/client'
import { faultOf } from './fault.ts'
import { untilFree } from './until-free.ts'

export function healing(client: Client): Client {
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other: nothing runs on a connection that has failed, or that is being closed. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = last.then(() => run().catch(heal))
    last = mine.catch(() => {})
    return mine
  }
  const heal = async (error: unknown): Promise<never> => {
    // To reconnect a client that was closed meanwhile would open it again.
    if (faultOf(error) === 'busy' && !client.closed) await client.reconnect()
    throw error
  }
  // The pauses are outside of the turn: who only reads needs no lock, and is not held up.
  const attempt = <T>(run: () => Promise<T>) => untilFree(() => inTurn(run))

  return {
    execute: (...given: Parameters<Client['execute']>) => attempt(() => client.execute(...given)),
    batch: (...given) => attempt(() => client.batch(...given)),
    migrate: (...given) => attempt(() => client.migrate(...given)),
    executeMultiple: (sql) => attempt(() => client.executeMultiple(sql)),
    // Its begin is healed. Whoever holds one that fails reconnects, and finds that it is closed where
    // something beside it has failed.
    transaction: (mode?: TransactionMode) => attempt(() => client.transaction(mode)),
    sync: () => client.sync(),
    reconnect: () => inTurn(async () => client.reconnect()),
    close: () => client.close(),
    get closed() {
      return client.closed
    },
    get protocol() {
      return client.protocol
    },
  }
}
