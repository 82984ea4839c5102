/** Rows as the loaders read them. */
import type { InStatement, Row } from '@libsql/client'
import type { Reading } from '../engine/facts.ts'
import type { State } from './state.ts'

/** One statement, and where its rows go. */
export type Loader = { statement: InStatement; take(row: Row, state: State): void }

export function among(sql: string, values: Iterable<string>): InStatement {
  return { sql: `${sql} (SELECT value FROM json_each(?))`, args: [JSON.stringify([...values])] }
}

export function numberOrNull(value: unknown): number | null {
  return value === null ? null : Number(value)
}

export function readingOf(row: Row): Reading {
  return {
    used: Number(row.used),
    limit: numberOrNull(row.limit),
    resetsAt: numberOrNull(row.resets_at),
    at: Number(row.at),
  }
}
