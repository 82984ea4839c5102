/** Statements that write many rows at once: they go as one JSON text, whatever their number. */
import type { Statement } from '../../../store/connection.ts'
import { jsonText } from '../../../store/json-text.ts'

/** Nothing where there is nothing to write. */
export type Maybe = Statement | undefined

/** `table (a, b)` filled from rows of as many values; nothing for no rows. */
export function into(table: string, rows: unknown[][], onConflict = ''): Maybe {
  // A group has rows for few of the thirty tables, and its statements are made for each.
  if (rows.length === 0) return undefined
  const columns = table.slice(table.indexOf('(')).split(',').length
  const values = Array.from({ length: columns }, (_, i) => `value ->> ${i}`).join(', ')
  // WHERE true: without it SQLite reads ON CONFLICT as the ON of a join.
  return update(
    `INSERT INTO ${table} SELECT ${values} FROM json_each(?) WHERE true ${onConflict}`,
    rows,
  )
}

export function update(sql: string, rows: unknown[][]): Maybe {
  return rows.length > 0 ? { sql, args: [jsonText(rows)] } : undefined
}
