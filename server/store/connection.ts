/**
 * One connection to one database, as the only writer of it needs it: statements, and one transaction
 * at a time. For files it is native, with statements that stay prepared; for a libSQL server it is
 * the client's.
 */
import type { Client } from '@libsql/client'

export type Value = string | number | null | Uint8Array
/** In their order, or by the names they have in the statement: `:name`. */
export type Args = Value[] | Record<string, Value>
export type Statement = string | { sql: string; args: Args }
/** By column. */
export type Row = Record<string, unknown>
export type Result = { rows: Row[]; rowsAffected: number }

export type Runner = {
  execute(statement: Statement): Promise<Result>
  /** One after the other, and all of them or none. */
  batch(statements: Statement[]): Promise<Result[]>
}

/** Closed without a commit, nothing of it stays. */
export type Transaction = Runner & {
  /** `last`: statements that need not be waited for before the commit. */
  commit(last?: Statement[]): Promise<void>
  close(): void
}

export type Connection = Runner & {
  /** Of one that writes; the one before it must be over. */
  begin(): Promise<Transaction>
  /**
   * Puts the write-ahead log into the file and cuts it to nothing: what was erased is in neither. False
   * where a reader is in the way; true on a server, whose files are its own business.
   */
  emptyLog(): Promise<boolean>
  /** Lets go of whatever a failed statement has left behind. */
  reconnect(): Promise<void>
  close(): void
}

export function connectionOf(client: Client): Connection {
  return {
    execute: (statement) => client.execute(statement),
    batch: (statements) => client.batch(statements),
    begin: async () => {
      const transaction = await client.transaction('write')
      return {
        execute: (statement) => transaction.execute(statement),
        batch: (statements) => transaction.batch(statements),
        // One request for both: COMMIT is a step of the batch, and a step runs only where each
        // one before it has.
        commit: async (last = []) => void (await transaction.batch([...last, 'COMMIT'])),
        close: () => transaction.close(),
      }
    },
    emptyLog: async () => true,
    reconnect: async () => client.reconnect(),
    close: () => client.close(),
  }
}
