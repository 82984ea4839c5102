/**
 * Everything of a workspace as lines of JSON: a first line that says what it is, a line for each
 * row, and a last one with their number, so that a cut export is told from a whole one. It is read
 * page by page, without holding the database still: a row is as it was when it was read, and the log
 * goes up to where it stood at the start.
 */
import { desc, eq, getTableColumns, sql } from 'drizzle-orm'
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Store } from '../../store/open.ts'
import { settings } from '../../store/workspace/schema.ts'
import { exported } from './tables.ts'

/** Rows that are in memory at once. */
const pageRows = 500

export type ExportJob = { workspace: { id: string; name: string }; version: string }

export async function* exportWorkspace(
  { db }: Pick<Store, 'db'>,
  { workspace, version }: ExportJob,
  now: () => number,
): AsyncGenerator<Record<string, unknown>> {
  const [set] = await db.select().from(settings).where(eq(settings.name, 'workspace'))
  yield {
    type: 'export',
    format: 1,
    brim: version,
    at: now(),
    workspace,
    settings: JSON.parse(set?.value ?? '{}') as unknown,
  }
  let rows = 0
  for (const [type, table] of Object.entries(exported)) {
    for await (const row of rowsOf(db, table)) {
      yield lineOf(type, row)
      rows++
    }
  }
  yield { type: 'end', rows }
}

/** `type` says what the line is of: a delivery's own stands beside it under another name. */
function lineOf(type: string, row: Record<string, unknown>): Record<string, unknown> {
  if (!('type' in row)) return { type, ...row }
  const { type: messageType, ...rest } = row
  return { type, messageType, ...rest }
}

/** In the order of its key, from the first to what is the last one now. */
async function* rowsOf(db: Store['db'], table: SQLiteTable) {
  const columns = keyOf(table)
  const place = sql`(${sql.join(columns, comma)})`
  const valuesOf = (row: Record<string, unknown>) =>
    sql`(${sql.join(
      columns.map((column) => sql`${row[nameOf(table, column)]}`),
      comma,
    )})`
  const [last] = await db
    .select()
    .from(table)
    .orderBy(...columns.map((column) => desc(column)))
    .limit(1)
  if (!last) return
  const upTo = sql`${place} <= ${valuesOf(last)}`
  let after: Record<string, unknown> | undefined
  do {
    const page: Record<string, unknown>[] = await db
      .select()
      .from(table)
      .where(after ? sql`${place} > ${valuesOf(after)} and ${upTo}` : upTo)
      .orderBy(...columns)
      .limit(pageRows)
    yield* page
    after = page.length < pageRows ? undefined : page.at(-1)
    // Native memory is let go of between turns of the loop only.
    await new Promise((resolve) => setImmediate(resolve))
  } while (after)
}

const comma = sql.raw(', ')

function keyOf(table: SQLiteTable): SQLiteColumn[] {
  const { columns, primaryKeys } = getTableConfig(table)
  return primaryKeys[0]?.columns ?? columns.filter((column) => column.primary)
}

function nameOf(table: SQLiteTable, column: SQLiteColumn): string {
  const found = Object.entries(getTableColumns(table)).find(([, one]) => one === column)
  return found?.[0] ?? column.name
}
