/**
 * Takes out of the workspace all that identifies who was erased: piece by piece between the groups of
 * what comes in, so that nobody waits for it. Where it is stands in the database with each piece, so
 * that a stop at any point goes on there. One pass over the tables serves everybody who waits.
 *
 * What is deleted is overwritten (`secure_delete`), and the write-ahead log is emptied before an
 * erasure is called finished: the files don't tell either. On a libSQL server that is the server's.
 */
import { randomBytes } from 'node:crypto'
import type { Runner, Transaction } from '../../store/connection.ts'
import { lastOfLog } from '../../store/workspace/log-position.ts'
import { entombMore } from './entomb.ts'
import { type Erasing, loadErasing, mostAtOnce, type Pass } from './erasing.ts'
import { findMarks, scrubLog } from './log.ts'
import { type Range, type TableStep, tableSteps } from './tables.ts'

/** Rows of a table, or places of the log, that one piece looks at: some ten milliseconds, of thousands a hundred. */
export const pieceRows = 1000

type Key = (string | number)[]
/** What has been gone through: the marks in the log, then each table, then the log itself. */
type Place = Pass & { step: number; after: Key }

const placeSetting = 'erasing'
const stepOfMarks = 0
const stepOfLog = tableSteps.length + 1

/** Whether there is anything to do; asked without a transaction. */
export async function hasErasures(runner: Runner): Promise<boolean> {
  const found = await runner.execute('SELECT 1 FROM erasures WHERE finished_at IS NULL LIMIT 1')
  return found.rows.length > 0
}

/** `swept`: nothing is left but what the files still hold of it. */
export type Piece = 'more' | 'swept' | 'nothing'

export async function erasePiece(transaction: Transaction, rows = pieceRows): Promise<Piece> {
  const begun = await readPlace(transaction)
  if (!begun && (await entombMore(transaction))) return 'more'
  const place = begun ?? (await beginPass(transaction))
  if (!place) return 'nothing'
  if (place.step > stepOfLog) return 'swept'
  const erasing = await loadErasing(transaction, place)
  const end = await runStep(transaction, erasing, place, rows)
  const next = end
    ? { ...place, after: end }
    : { hashes: place.hashes, key: place.key, step: place.step + 1, after: [] }
  if (next.step <= stepOfLog) {
    await writePlace(transaction, next)
    return 'more'
  }
  // From here on nobody can say who it was. The key of the tokens is forgotten too.
  await transaction.execute({
    sql: `UPDATE erasures SET subject = NULL, pseudonym = NULL, marks = NULL
          WHERE hash IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(place.hashes)],
  })
  await writePlace(transaction, { ...next, key: '' })
  return 'swept'
}

/** After the files have been cleared. */
export async function finishPass(transaction: Transaction, at: number): Promise<void> {
  const place = await readPlace(transaction)
  // Another node may have been here first, and begun anew.
  if (!place || place.step <= stepOfLog) return
  await transaction.batch([
    {
      // Somebody who was named again since waits for the next pass.
      sql: `UPDATE erasures SET finished_at = ?
            WHERE subject IS NULL AND hash IN (SELECT value FROM json_each(?))`,
      args: [at, JSON.stringify(place.hashes)],
    },
    { sql: 'DELETE FROM settings WHERE name = ?', args: [placeSetting] },
  ])
}

async function beginPass(transaction: Transaction): Promise<Place | undefined> {
  const found = await transaction.execute({
    sql: `SELECT hash FROM erasures WHERE finished_at IS NULL ORDER BY requested_at, hash LIMIT ?`,
    args: [mostAtOnce],
  })
  if (found.rows.length === 0) return undefined
  const hashes = found.rows.map((row) => String(row.hash))
  const place = { hashes, key: randomBytes(32).toString('base64url'), step: 0, after: [] }
  await writePlace(transaction, place)
  return place
}

/** Answers how far it went; `undefined` where the step is over. */
async function runStep(
  transaction: Transaction,
  erasing: Erasing,
  { hashes, step, after }: Place,
  rows: number,
): Promise<Key | undefined> {
  const table = tableSteps[step - 1]
  if (table) return runTable(transaction, erasing, table, { after, rows })
  const from = Number(after[0] ?? 0)
  const last = await lastOfLog(transaction)
  const upTo = Math.min(last, from + rows)
  if (step === stepOfMarks) {
    const marks = await findMarks(transaction, erasing, { after: from, upTo })
    if (marks.length > 0) await keepMarks(transaction, hashes, marks)
  } else {
    await scrubLog(transaction, erasing, { after: from, upTo })
  }
  return upTo < last ? [upTo] : undefined
}

/** With one of them: a pass knows all of the marks of all whom it is about. */
async function keepMarks(transaction: Transaction, hashes: readonly string[], marks: string[]) {
  const [first] = hashes
  await transaction.execute({
    sql: `UPDATE erasures SET marks = (
            SELECT json_group_array(value) FROM (
              SELECT value FROM json_each(marks) UNION SELECT value FROM json_each(?)))
          WHERE hash = ?`,
    args: [JSON.stringify(marks), first ?? ''],
  })
}

async function runTable(
  transaction: Transaction,
  erasing: Erasing,
  { table, key, run }: TableStep,
  { after, rows }: { after: Key; rows: number },
): Promise<Key | undefined> {
  const columns = key.join(', ')
  const from = bounds('from', after)
  const found = await transaction.execute({
    sql: `SELECT ${columns} FROM ${table} WHERE ${from ? `(${columns}) > (${from.names})` : 'true'}
          ORDER BY ${columns} LIMIT 1 OFFSET :rows`,
    args: { ...from?.args, rows: rows - 1 },
  })
  const row = found.rows[0]
  const end = row && key.map((column) => row[column] as string | number)
  const to = bounds('to', end ?? [])
  const range: Range = {
    sql: [
      from ? `(${columns}) > (${from.names})` : 'true',
      to ? `(${columns}) <= (${to.names})` : 'true',
    ].join(' AND '),
    args: { ...from?.args, ...to?.args },
  }
  await run(transaction, range, erasing)
  return end
}

/** Names for the values of a key; `undefined` for none. */
function bounds(name: string, key: Key) {
  if (key.length === 0) return undefined
  return {
    names: key.map((_, i) => `:${name}${i}`).join(', '),
    args: Object.fromEntries(key.map((value, i) => [`${name}${i}`, value])),
  }
}

async function readPlace(transaction: Transaction): Promise<Place | undefined> {
  const found = await transaction.execute({
    sql: 'SELECT value FROM settings WHERE name = ?',
    args: [placeSetting],
  })
  const value = found.rows[0]?.value
  return value === undefined ? undefined : (JSON.parse(String(value)) as Place)
}

async function writePlace(transaction: Transaction, place: Place): Promise<void> {
  await transaction.execute({
    sql: `INSERT INTO settings (name, value) VALUES (?, ?)
          ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    args: [placeSetting, JSON.stringify(place)],
  })
}
