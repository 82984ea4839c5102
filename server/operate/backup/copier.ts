/**
 * Copies databases and looks into copies, all over one connection that each is attached to: a
 * connection of its own would keep its files open until a garbage collection, and there may be
 * thousands.
 */
import { type Client, createClient, type InStatement, type Row } from '@libsql/client'

export type Copier = {
  /** One moment of a database as a file of its own, while others read and write it. */
  copy(from: string, to: string): Promise<void>
  /** Changes a copy, and lets go of what was removed. */
  change(path: string, statements: InStatement[]): Promise<void>
  /** What is wrong with it; null for nothing. */
  check(path: string): Promise<string | null>
  query(path: string, sql: string): Promise<Row[]>
  close(): void
}

/** For a checkpoint that has the file for a moment. */
const timeout = 5_000

export function createCopier(): Copier {
  const client = createClient({ url: ':memory:', timeout })
  const attached = async <T>(path: string, run: (client: Client) => Promise<T>): Promise<T> => {
    await client.execute({ sql: 'ATTACH ? AS one', args: [path] })
    try {
      return await run(client)
    } finally {
      await client.execute('DETACH one')
    }
  }
  return {
    copy: (from, to) =>
      attached(from, async () => {
        await client.execute({ sql: 'VACUUM one INTO ?', args: [to] })
      }),
    change: (path, statements) =>
      attached(path, async () => {
        await client.batch(statements, 'write')
        await client.execute('VACUUM one')
      }),
    check: async (path) => {
      try {
        const found = await attached(path, () => client.execute('PRAGMA one.integrity_check'))
        const said = found.rows.map((row) => String(row[0]))
        return said.length === 1 && said[0] === 'ok' ? null : (said[0] ?? 'no answer')
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
    },
    query: (path, sql) => attached(path, async () => (await client.execute(sql)).rows),
    close: () => client.close(),
  }
}
