/** Brings a database to the newest schema, once, also when several nodes start together. */
import type { Client } from '@libsql/client'

/** Migration files by path; their names sort in the order in which they are applied. */
export type Migrations = Record<string, string>

export async function migrate(client: Client, migrations: Migrations): Promise<void> {
  await client.execute(
    'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)',
  )
  const { rows } = await client.execute('SELECT name FROM migrations')
  const applied = new Set(rows.map((row) => row.name))
  for (const [name, sql] of ordered(migrations)) {
    if (applied.has(name)) continue
    const transaction = await client.transaction('write')
    try {
      const again = await transaction.execute({
        sql: 'SELECT 1 FROM migrations WHERE name = ?',
        args: [name],
      })
      if (again.rows.length > 0) continue
      const statements = sql.split('--> statement-breakpoint').filter((one) => one.trim())
      // In one request, where a server has the database.
      await transaction.batch([
        ...statements,
        {
          sql: "INSERT INTO migrations VALUES (?, strftime('%Y-%m-%dT%H:%M:%fZ'))",
          args: [name],
        },
      ])
      await transaction.commit()
    } finally {
      transaction.close()
    }
  }
}

export function namesOf(migrations: Migrations): string[] {
  return ordered(migrations).map(([name]) => name)
}

function ordered(migrations: Migrations): [name: string, sql: string][] {
  return Object.entries(migrations)
    .map(([path, sql]): [string, string] => [path.replace(/^.*\/|\.sql$/g, ''), sql])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
