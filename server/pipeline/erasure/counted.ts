/** What was counted of, or with, somebody: moved to the pseudonym, so that every sum stays what it was. */
import type { Row, Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'
import type { Erasing } from './erasing.ts'
import { scrubbedMember } from './scrub.ts'

export type CountedTable = 'buckets' | 'members' | 'latest' | 'firsts'

/** The columns of each that are its key, but for the measure and the subject. */
const keys = {
  buckets: ['bucket'],
  members: ['bucket', 'member'],
  latest: ['member'],
  firsts: ['member'],
} as const satisfies Record<CountedTable, readonly string[]>

const merged: Record<CountedTable, string> = {
  buckets: 'value = value + excluded.value',
  members: 'uses = uses + excluded.uses',
  latest: 'bucket = max(bucket, excluded.bucket)',
  firsts: 'at = min(at, excluded.at)',
}
const counts: Record<CountedTable, string> = {
  buckets: 'value',
  members: 'uses',
  latest: 'bucket',
  firsts: 'at',
}

/** A row of one of the tables, and whom and what it is of from now on. */
export type Move = {
  measure: number
  subject: string
  bucket?: number
  member?: string
  toSubject: string
  toMember?: string
}

/** Where a row goes; `undefined` where it stays. */
export function moveOf(row: Row, erasing: Erasing): Move | undefined {
  const measure = Number(row.measure)
  const counter = erasing.countersById.get(measure)
  if (!counter) return undefined
  const subject = String(row.subject)
  const toSubject = erasing[`${counter.scope}s`].get(subject) ?? subject
  const bucket = row.bucket === undefined ? {} : { bucket: Number(row.bucket) }
  if (row.member === undefined) {
    return toSubject === subject ? undefined : { measure, subject, ...bucket, toSubject }
  }
  const member = String(row.member)
  const toMember =
    counter.of === 'user'
      ? (erasing.users.get(member) ?? member)
      : scrubbedMember(member, counter, erasing)
  if (toSubject === subject && toMember === member) return undefined
  return { measure, subject, ...bucket, member, toSubject, toMember }
}

/** Whatever is there already by the new key is added to. */
export async function moveCounted(
  transaction: Transaction,
  table: CountedTable,
  moves: readonly Move[],
): Promise<void> {
  if (moves.length === 0) return
  const rows = jsonText(
    // A row that is named twice is there once.
    [...new Map(moves.map((one) => [JSON.stringify(one), one])).values()].map((one) => [
      one.measure,
      one.subject,
      one.toSubject,
      one.bucket ?? null,
      one.member ?? null,
      one.toMember ?? null,
    ]),
  )
  const places: Record<string, string> = { bucket: '3', member: '4' }
  const isRow = keys[table].map((one) => `AND t.${one} = move.value ->> ${places[one]}`).join(' ')
  const columns = ['measure', 'subject', ...keys[table], counts[table]]
  const values = columns.map((column) => {
    if (column === 'subject') return 'move.value ->> 2'
    return column === 'member' ? 'move.value ->> 5' : `t.${column}`
  })
  await transaction.batch([
    {
      sql: `INSERT INTO ${table} (${columns.join(', ')})
            SELECT ${values.join(', ')} FROM json_each(?) AS move CROSS JOIN ${table} AS t
            ON t.measure = move.value ->> 0 AND t.subject = move.value ->> 1 ${isRow} WHERE true
            ON CONFLICT (measure, subject, ${keys[table].join(', ')}) DO UPDATE SET ${merged[table]}`,
      args: [rows],
    },
    {
      sql: `DELETE FROM ${table} WHERE (measure, subject, ${keys[table].join(', ')}) IN
            (SELECT value ->> 0, value ->> 1, ${keys[table].map((one) => `value ->> ${places[one]}`).join(', ')}
             FROM json_each(?))`,
      args: [rows],
    },
  ])
}
