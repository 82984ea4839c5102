/**
 * Removes what no answer needs any more: a bounded piece of each table at a time, so that nobody
 * waits for it, and whatever a stop interrupts goes on where it was.
 */
import type { InStatement, Transaction } from '@libsql/client'
import { dayMs, durationMs, hourMs, minuteMs } from '../../shared/duration.ts'
import { trialEvents } from '../../shared/event.ts'
import { bucketAt } from '../engine/window.ts'
import { loadDefinitions } from './definitions.ts'
import { logPosition } from './log-position.ts'

/** Rows of each table that one piece looks at. */
export const pieceRows = 2000

/** Receipts are kept for this long. */
const receiptsMs = 30 * dayMs
/** A trend looks at sixty days of readings at most. */
const meterDaysMs = 120 * dayMs
/** A metered meter may count a year. */
const longestPeriodMs = 366 * dayMs

/**
 * How far back any window of these buckets can look, whichever triggers come later: the longest that
 * they are used for, twice, because growth compares with the window before.
 */
function reachOf(unitMs: number, keepEventsMs: number): number {
  if (unitMs === minuteMs) return 2 * dayMs
  return unitMs === hourMs ? 2 * 60 * dayMs : Math.max(keepEventsMs, longestPeriodMs)
}

export type Piece = { removed: number; isLast: boolean }

/** Removes a piece. `isLast`: all that there is has been looked at, and it begins anew next time. */
export async function retire(
  transaction: Transaction,
  now: number,
  rows = pieceRows,
): Promise<Piece> {
  const { catalogue, measureIds } = await loadDefinitions(transaction)
  const keepEventsMs = durationMs(catalogue.settings.keepEvents)
  const cutoffs = [...catalogue.counters.values()].flat().flatMap(({ counter }) => {
    const id = measureIds.get(counter.key)
    const reach = reachOf(counter.unitMs, keepEventsMs)
    return id === undefined ? [] : [[id, bucketAt(now - reach, counter.unitMs)] as const]
  })
  const ofMeasure = `bucket < (SELECT value ->> 1 FROM json_each(?) WHERE value ->> 0 = measure)`
  const measured = (table: string, key: string[]): Sweep => ({
    table,
    key,
    condition: ofMeasure,
    args: [JSON.stringify(cutoffs)],
  })
  const pieces = [
    await retireEvents(transaction, now - keepEventsMs, rows),
    await retireOldest(transaction, {
      sql: `DELETE FROM decisions WHERE rowid IN (SELECT rowid FROM
              (SELECT rowid, created_at FROM decisions ORDER BY rowid LIMIT ?) WHERE created_at < ?)`,
      args: [rows, now - receiptsMs],
      rows,
    }),
    await retireOldest(transaction, {
      sql: `DELETE FROM signals WHERE id IN
              (SELECT id FROM signals WHERE fired_at < ?2 ORDER BY fired_at LIMIT ?1)`,
      args: [rows, now - keepEventsMs],
      rows,
    }),
  ]
  for (const one of [
    measured('buckets', ['measure', 'subject', 'bucket']),
    measured('members', ['measure', 'subject', 'bucket', 'member']),
    measured('latest', ['measure', 'subject', 'member']),
    {
      table: 'meter_days',
      key: ['account', 'name', 'day'],
      condition: 'day < ?',
      args: [bucketAt(now - meterDaysMs, dayMs)],
    },
  ]) {
    pieces.push(await sweepTable(transaction, one, rows))
  }
  return {
    removed: pieces.reduce((sum, one) => sum + one.removed, 0),
    isLast: pieces.every((one) => one.isLast),
  }
}

/** What tells who somebody is stays: a replay begins with it. There is little of it. */
const stays = JSON.stringify(['account_changed', 'user_changed', 'consent_changed', ...trialEvents])

/**
 * The log's oldest. Not while older entries are still being counted for a new trigger; and where the
 * log begins from now on is kept, for measures that ask since when something is known.
 */
async function retireEvents(
  transaction: Transaction,
  before: number,
  rows: number,
): Promise<Piece> {
  const open = await transaction.execute('SELECT 1 FROM measures WHERE counted_to < up_to LIMIT 1')
  const known = await transaction.execute("SELECT value FROM settings WHERE name = 'log_cut'")
  const from = Number(known.rows[0]?.value ?? 0)
  const position = await logPosition(transaction, before)
  if (open.rows.length > 0 || position <= from) return { removed: 0, isLast: true }
  const to = Math.min(position, from + rows)
  const [deleted] = await transaction.batch([
    {
      sql: `DELETE FROM events WHERE seq > ? AND seq <= ?
            AND name NOT IN (SELECT value FROM json_each(?))`,
      args: [from, to, stays],
    },
    {
      sql: `INSERT INTO settings (name, value) VALUES ('log_cut', ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      args: [String(to)],
    },
    {
      sql: `INSERT INTO settings (name, value)
            SELECT 'log_start', received_at FROM events WHERE seq > ? ORDER BY seq LIMIT 1
            ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      args: [to],
    },
  ])
  return { removed: deleted?.rowsAffected ?? 0, isLast: to === position }
}

type Oldest = { sql: string; args: number[]; rows: number }

/** Where fewer than a whole piece was old enough, no older ones are left. */
async function retireOldest(transaction: Transaction, { sql, args, rows }: Oldest): Promise<Piece> {
  const { rowsAffected } = await transaction.execute({ sql, args })
  return { removed: rowsAffected, isLast: rowsAffected < rows }
}

type Sweep = { table: string; key: string[]; condition: string; args: (string | number)[] }

/** Goes through a table in the order of its key, from where the last piece ended. */
async function sweepTable(
  transaction: Transaction,
  { table, key, condition, args }: Sweep,
  rows: number,
): Promise<Piece> {
  const place = `retention_${table}`
  const columns = key.join(', ')
  const known = await transaction.execute({
    sql: 'SELECT value FROM settings WHERE name = ?',
    args: [place],
  })
  const from = known.rows[0] ? (JSON.parse(String(known.rows[0].value)) as (string | number)[]) : []
  const after = from.length > 0 ? `(${columns}) > (${key.map(() => '?').join(', ')})` : 'true'
  const found = await transaction.execute({
    sql: `SELECT ${columns} FROM ${table} WHERE ${after} ORDER BY ${columns} LIMIT 1 OFFSET ?`,
    args: [...from, rows - 1],
  })
  const last = found.rows[0]
  const end = last ? key.map((column) => last[column] as string | number) : []
  const upTo = last ? `(${columns}) <= (${key.map(() => '?').join(', ')})` : 'true'
  const remember: InStatement = last
    ? {
        sql: `INSERT INTO settings (name, value) VALUES (?, ?)
              ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        args: [place, JSON.stringify(end)],
      }
    : { sql: 'DELETE FROM settings WHERE name = ?', args: [place] }
  const [deleted] = await transaction.batch([
    {
      sql: `DELETE FROM ${table} WHERE ${after} AND ${upTo} AND ${condition}`,
      args: [...from, ...end, ...args],
    },
    remember,
  ])
  return { removed: deleted?.rowsAffected ?? 0, isLast: !last }
}
