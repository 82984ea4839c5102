/**
 * How a group's rows are read. Each statement answers one row with all of its rows as JSON: making a
 * row of each would cost several times what finding them does, on the way out of SQLite and, from a
 * server, on the network.
 */
import type { Value } from '../../store/connection.ts'
import type { State } from './state.ts'

/** A row's columns, in the order in which they were asked for. */
export type Columns = readonly unknown[]

/** One statement, and where its rows go. */
export type Loader = {
  statement: { sql: string; args: Value[] }
  take(row: Columns, state: State): void
}

/**
 * Reals lose digits on their way into SQLite's JSON, so they travel as text: ask for `exact(column)`
 * and take it by `Number`.
 */
export const exact = (column: string) =>
  `CASE WHEN ${column} IS NOT NULL THEN format('%!.17g', ${column}) END`

/** `from`: what stands behind FROM. */
export function rowsOf(columns: string, from: string): string {
  return `SELECT json_group_array(json_array(${columns})) AS rows FROM ${from}`
}

/** Those of a table whose column is among the values of a JSON array, the statement's argument. */
export function among(columns: string, table: string, column: string): string {
  // CROSS JOIN keeps the order: a few values, each a seek in the index of the column.
  return rowsOf(
    columns,
    `json_each(?) AS need CROSS JOIN ${table} AS t ON t.${column} = need.value`,
  )
}

export function listOf(values: Iterable<string>): [string] {
  return [JSON.stringify([...values])]
}

export function numberOrNull(value: unknown): number | null {
  return value === null ? null : Number(value)
}
