/**
 * A connection to a database file without a client in between: a statement is prepared once and used
 * for as long as the connection is open, which is what a writer that runs the same thirty statements
 * in every transaction spends most of its time on otherwise. Calls block the thread they run on.
 */
import Database from 'libsql'
import type { Args, Connection, Result, Statement } from './connection.ts'
import { busyTimeoutMs } from './until-free.ts'

/**
 * 64 MB of log before a commit copies it into the file itself: by then most of it has been copied
 * beside it.
 */
const checkpointPages = 16_000
/** Beyond it those that are not the hot path's own are prepared anew. */
const mostPrepared = 200

/** Whether it answers rows is asked once: that is a call into the library, too. */
type Prepared = { statement: Database.Statement<[Args]>; isReader: boolean }

/** `onCommit`: the log has grown. */
export function openNative(path: string, onCommit: () => void = () => {}): Connection {
  const open = () => {
    const opened = new Database(path, { timeout: busyTimeoutMs })
    opened.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`)
    // What is deleted is overwritten: erasing somebody takes that for granted.
    opened.exec('PRAGMA secure_delete = ON')
    return opened
  }
  const prepared = new Map<string, Prepared>()
  let database = open()
  /**
   * A statement that has failed may stay unfinished on its connection, which then acknowledges what
   * it never commits. So nothing more is done on it.
   */
  let hasFailed = false

  const reopen = () => {
    prepared.clear()
    // Before it is closed: a handle with unfinished statements lives on, and its lock with it, until
    // they are collected.
    try {
      if (database.inTransaction) database.exec('ROLLBACK')
    } catch {
      // Nothing to roll back any more.
    }
    database.close()
    database = open()
    hasFailed = false
  }

  const prepare = (sql: string): Prepared => {
    const known = prepared.get(sql)
    if (known) return known
    if (prepared.size >= mostPrepared) prepared.clear()
    const statement = database.prepare<[Args]>(sql)
    const made = { statement, isReader: statement.reader }
    prepared.set(sql, made)
    return made
  }

  const run = (statement: Statement): Result => {
    const { sql, args } = typeof statement === 'string' ? { sql: statement, args: [] } : statement
    if (hasFailed)
      throw new Error('A statement before this one has failed: its transaction is over')
    try {
      const { statement: one, isReader } = prepare(sql)
      if (isReader) return { rows: one.all(args) as Result['rows'], rowsAffected: 0 }
      return { rows: [], rowsAffected: one.run(args).changes }
    } catch (error) {
      hasFailed = true
      throw error
    }
  }

  const begin = (mode: 'IMMEDIATE' | 'DEFERRED') => {
    if (hasFailed) reopen()
    run(`BEGIN ${mode}`)
    let isOpen = true
    return {
      execute: async (statement: Statement) => run(statement),
      batch: async (statements: Statement[]) => statements.map(run),
      async commit(last: Statement[] = []) {
        last.forEach(run)
        run('COMMIT')
        isOpen = false
        onCommit()
      },
      close() {
        if (!isOpen) return
        isOpen = false
        if (hasFailed) reopen()
        else run('ROLLBACK')
      },
    }
  }

  return {
    execute: async (statement) => {
      if (hasFailed) reopen()
      return run(statement)
    },
    batch: async (statements) => {
      const transaction = begin('DEFERRED')
      try {
        const results = await transaction.batch(statements)
        await transaction.commit()
        return results
      } finally {
        transaction.close()
      }
    },
    begin: async () => begin('IMMEDIATE'),
    emptyLog: async () => {
      if (hasFailed) reopen()
      const [row] = run('PRAGMA wal_checkpoint(TRUNCATE)').rows
      return Number(row?.busy) === 0
    },
    reconnect: async () => reopen(),
    close: () => {
      prepared.clear()
      database.close()
    },
  }
}
