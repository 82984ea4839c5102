/**
 * Copies write-ahead logs into their databases beside the writer, which would otherwise do it within a
 * commit: every answer of that moment then waits for some megabytes. A log that is copied whole while
 * nobody writes begins anew; under unbroken load the writer still has to begin it, and finds little
 * left to copy.
 */
import Database from 'libsql'

export type Checkpointer = {
  /** Copies what the log of this database holds now. Never waits for a writer or a reader. */
  run(path: string): void
  close(): void
}

/** Databases that are held open; one that was used longest ago is closed for another. */
const mostOpen = 20

export function createCheckpointer(): Checkpointer {
  const opened = new Map<string, Database.Database>()

  const close = (path: string) => {
    opened.get(path)?.close()
    opened.delete(path)
  }

  return {
    run(path) {
      const known = opened.get(path)
      const database = known ?? new Database(path, { timeout: 0 })
      opened.delete(path)
      opened.set(path, database)
      const [oldest] = opened.keys()
      if (opened.size > mostOpen && oldest !== undefined) close(oldest)
      try {
        database.exec('PRAGMA wal_checkpoint(PASSIVE)')
      } catch {
        // The writer's own checkpoint does it later; this connection is not to be trusted any more.
        close(path)
      }
    },
    close() {
      for (const path of [...opened.keys()]) close(path)
    },
  }
}
