/** Brings a database to the newest schema, once, also when several nodes start together. */
import type { Client, InStatement } from '@libsql/client'

/** Migration files by path; their names sort in the order in which they are applied. */
export type Migrations = Record<string, string>

/** A newer Brim has changed the database: what this one would write in it may be wrong. */
export class SchemaNewer extends Error {
  override name = 'SchemaNewer'
}

/**
 * Each in a transaction of its own, which keeps it short where there is much to change; all of them in
 * one where the database is new.
 */
export async function migrate(client: Client, migrations: Migrations): Promise<void> {
  await client.execute(
    'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)',
  )
  const { rows } = await client.execute('SELECT name FROM migrations')
  const applied = new Set(rows.map((row) => row.name))
  const known = ordered(migrations)
  const strange = [...applied].find((name) => !known.some(([one]) => one === name))
  if (strange !== undefined) {
    throw new SchemaNewer(
      `A newer Brim has changed this database (${strange}): start that version, or one after it`,
    )
  }
  const missing = known.filter(([name]) => !applied.has(name))
  if (missing.length === 0) return
  for (const steps of applied.size === 0 ? [missing] : missing.map((one) => [one])) {
    await apply(client, steps)
  }
}

type Step = [name: string, sql: string]

async function apply(client: Client, steps: Step[]): Promise<void> {
  const transaction = await client.transaction('write')
  try {
    // Another node may have been faster.
    const { rows } = await transaction.execute('SELECT name FROM migrations')
    const applied = new Set(rows.map((row) => row.name))
    const missing = steps.filter(([name]) => !applied.has(name))
    if (missing.length === 0) return
    // In one request, where a server has the database.
    await transaction.batch(missing.flatMap(statementsOf))
    await transaction.commit()
  } finally {
    transaction.close()
  }
}

function statementsOf([name, sql]: Step): InStatement[] {
  return [
    ...sql.split('--> statement-breakpoint').filter((one) => one.trim()),
    {
      sql: "INSERT INTO migrations VALUES (?, strftime('%Y-%m-%dT%H:%M:%fZ'))",
      args: [name],
    },
  ]
}

export function namesOf(migrations: Migrations): string[] {
  return ordered(migrations).map(([name]) => name)
}

function ordered(migrations: Migrations): Step[] {
  return Object.entries(migrations)
    .map(([path, sql]): Step => [path.replace(/^.*\/|\.sql$/g, ''), sql])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
