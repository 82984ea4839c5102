/**
 * Removes what no answer needs any more: a bounded piece of each table at a time, so that nobody
 * waits for it, and whatever a stop interrupts goes on where it was.
 */

import { trialEvents } from '../../../shared/event/event.ts'
import { dayMs, durationMs, hourMs } from '../../../shared/value/duration.ts'
import { bucketAt, reachOfBuckets } from '../../engine/window.ts'
import type { Transaction } from '../../store/connection.ts'
import { lastOfLog, slackMs } from '../../store/workspace/log-position.ts'
import { loadDefinitions } from '../definition/definitions.ts'
import { unchangedKeptMs } from '../group/unchanged.ts'
import { answersKeptMs } from '../idempotency.ts'
import { payloadsMs } from '../payloads.ts'

/** Rows of each table that one piece looks at. */
export const pieceRows = 2000

/** Receipts are kept for this long. */
const receiptsMs = 30 * dayMs
/** Deliveries that are over, and attempts, can be looked at for this long. */
const deliveriesMs = 30 * dayMs
/** What billing sent can be looked at for this long; what nobody knows the account of waits longer. */
const billingMs = 30 * dayMs
const unmatchedMs = 400 * dayMs
/** So long somebody may say whose it was: after that it tells nothing of now. */
const waitingInquiriesMs = 30 * dayMs
/** Authors choose from the places that were heard of in a month. */
const heardMs = 31 * dayMs
/** A trend looks at sixty days of readings at most. */
const meterDaysMs = 120 * dayMs

export type Piece = { removed: number; isLast: boolean }

/** Removes a piece. `isLast`: all that there is has been looked at, and it begins anew next time. */
export async function retire(
  transaction: Transaction,
  now: number,
  rows = pieceRows,
): Promise<Piece> {
  const { catalogue, measureIds } = await loadDefinitions(transaction)
  const keepEventsMs = durationMs(catalogue.settings.keepEvents)
  const cutoffs = [...catalogue.counters.values()].flat().flatMap(({ key, unitMs }) => {
    const id = measureIds.get(key)
    const before = bucketAt(now - reachOfBuckets(unitMs), unitMs)
    return id === undefined ? [] : [[id, before] as const]
  })
  const ofMeasure = `bucket < (SELECT value ->> 1 FROM json_each(?) WHERE value ->> 0 = measure)`
  const measured = (table: string, key: string[]): Sweep => ({
    table,
    key,
    condition: ofMeasure,
    args: [JSON.stringify(cutoffs)],
  })
  const tables = [
    measured('buckets', ['measure', 'subject', 'bucket']),
    measured('members', ['measure', 'subject', 'bucket', 'member']),
    measured('latest', ['measure', 'subject', 'member']),
    {
      table: 'meter_days',
      key: ['account', 'name', 'day'],
      condition: 'day < ?',
      args: [bucketAt(now - meterDaysMs, dayMs)],
    },
  ]
  const pieces = [
    await retireEvents(transaction, { now, before: now - keepEventsMs, rows }),
    await retireOldest(transaction, {
      sql: `DELETE FROM decisions WHERE rowid IN (SELECT rowid FROM
              (SELECT rowid, created_at FROM decisions ORDER BY rowid LIMIT ?) WHERE created_at < ?)`,
      args: [rows, now - receiptsMs],
      rows,
    }),
    await retireOldest(transaction, {
      sql: `DELETE FROM signals WHERE id IN
              (SELECT id FROM signals WHERE fired_at < ? AND expires_at <= ?
               ORDER BY fired_at LIMIT ?)`,
      args: [now - keepEventsMs, now, rows],
      rows,
    }),
    await retireOldest(transaction, {
      sql: `DELETE FROM billing_events WHERE rowid IN
              (SELECT rowid FROM billing_events WHERE received_at < ? AND effects IS NULL
               AND (fate <> 'unmatched' OR received_at < ?) ORDER BY received_at LIMIT ?)`,
      args: [now - billingMs, now - unmatchedMs, rows],
      rows,
    }),
    await retireOldest(transaction, {
      sql: `DELETE FROM waiting_inquiries WHERE message_id IN
              (SELECT message_id FROM waiting_inquiries WHERE received_at < ?
               ORDER BY received_at LIMIT ?)`,
      args: [now - waitingInquiriesMs, rows],
      rows,
    }),
    await retireOldest(transaction, {
      sql: 'DELETE FROM payloads WHERE id IN (SELECT id FROM payloads WHERE at < ? LIMIT ?)',
      args: [now - payloadsMs, rows],
      rows,
    }),
    await retireOldest(transaction, {
      sql: `DELETE FROM deliveries WHERE id IN
              (SELECT id FROM deliveries WHERE created_at < ? AND next_attempt_at IS NULL
               ORDER BY created_at LIMIT ?)`,
      args: [now - deliveriesMs, rows],
      rows,
    }),
    await retireOldest(transaction, {
      sql: `DELETE FROM attempts WHERE id IN (SELECT id FROM
              (SELECT id, at FROM attempts ORDER BY id LIMIT ?) WHERE at < ?)`,
      args: [rows, now - deliveriesMs],
      rows,
    }),
    await retireOldest(transaction, {
      sql: 'DELETE FROM hours WHERE hour IN (SELECT hour FROM hours WHERE hour < ? LIMIT ?)',
      args: [bucketAt(now - keepEventsMs, hourMs), rows],
      rows,
    }),
    await retireOldest(transaction, {
      sql: 'DELETE FROM heard WHERE rowid IN (SELECT rowid FROM heard WHERE day < ? LIMIT ?)',
      args: [bucketAt(now - heardMs, dayMs), rows],
      rows,
    }),
    await retireOldest(transaction, {
      sql: `DELETE FROM idempotent_writes WHERE key IN
              (SELECT key FROM idempotent_writes WHERE created_at < ? ORDER BY created_at LIMIT ?)`,
      args: [now - answersKeptMs, rows],
      rows,
    }),
    await retireOldest(transaction, {
      sql: `DELETE FROM unchanged WHERE rowid IN (SELECT rowid FROM
              (SELECT rowid, at FROM unchanged ORDER BY rowid LIMIT ?) WHERE at < ?)`,
      args: [rows, now - unchangedKeptMs],
      rows,
    }),
    await retireOldest(transaction, {
      sql: `DELETE FROM plays WHERE rowid IN
              (SELECT rowid FROM plays WHERE at < ? ORDER BY at LIMIT ?)`,
      args: [now - keepEventsMs, rows],
      rows,
    }),
    await retireOldest(transaction, {
      sql: `DELETE FROM alerts WHERE id IN
              (SELECT id FROM alerts WHERE at < ? AND due_at IS NULL ORDER BY at LIMIT ?)`,
      args: [now - keepEventsMs, rows],
      rows,
    }),
    await sweepNext(transaction, tables, rows),
  ]
  return {
    removed: pieces.reduce((sum, one) => sum + one.removed, 0),
    isLast: pieces.every((one) => one.isLast),
  }
}

/** What tells who somebody is stays: a replay begins with it. There is little of it. */
const stays = JSON.stringify(['account_changed', 'user_changed', 'consent_changed', ...trialEvents])

/**
 * The log's oldest, up to the first that is young by its own time: what came later may only seem old,
 * where a clock was set. Not while older entries are still being counted for a new trigger; and where
 * the log begins from now on is kept, for measures that ask since when something is known.
 */
async function retireEvents(
  transaction: Transaction,
  { now, before, rows }: { now: number; before: number; rows: number },
): Promise<Piece> {
  const open = await transaction.execute('SELECT 1 FROM measures WHERE counted_to < up_to LIMIT 1')
  if (open.rows.length > 0) return { removed: 0, isLast: true }
  const known = await transaction.execute("SELECT value FROM settings WHERE name = 'log_cut'")
  const from = Number(known.rows[0]?.value ?? 0)
  const last = await lastOfLog(transaction)
  const end = Math.min(last, from + rows)
  const young = await transaction.execute({
    sql: `SELECT seq FROM events WHERE seq > ? AND seq <= ? AND received_at >= ?
          ORDER BY seq LIMIT 1`,
    args: [from, end, before - slackMs],
  })
  const to = young.rows[0] ? Number(young.rows[0].seq) - 1 : end
  if (to <= from) return { removed: 0, isLast: true }
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
      // One from a time to come tells nothing of it.
      sql: `INSERT INTO settings (name, value) VALUES ('log_start', coalesce(
              (SELECT iif(received_at <= ?, received_at, NULL) FROM events
               WHERE seq > ? ORDER BY seq LIMIT 1), ?))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      args: [now + slackMs, to, String(before)],
    },
  ])
  return { removed: deleted?.rowsAffected ?? 0, isLast: to < end || to === last }
}

type Oldest = { sql: string; args: number[]; rows: number }

/** Where fewer than a whole piece was old enough, no older ones are left. */
async function retireOldest(transaction: Transaction, { sql, args, rows }: Oldest): Promise<Piece> {
  const { rowsAffected } = await transaction.execute({ sql, args })
  return { removed: rowsAffected, isLast: rowsAffected < rows }
}

type Key = (string | number)[]
type Sweep = { table: string; key: string[]; condition: string; args: Key }
/** A table, and the last key of it that has been looked at; empty before the first. */
type Place = { table: string; after: Key }

/** The next piece of the tables that are gone through whole, one after the other. */
async function sweepNext(
  transaction: Transaction,
  tables: readonly Sweep[],
  rows: number,
): Promise<Piece> {
  const found = await transaction.execute("SELECT value FROM settings WHERE name = 'retention'")
  const place = JSON.parse(String(found.rows[0]?.value ?? null)) as Place | null
  const known = tables.findIndex((one) => one.table === place?.table)
  const [current, following] = tables.slice(Math.max(0, known))
  if (!current) return { removed: 0, isLast: true }
  const after = place?.after ?? []
  const { removed, end } = await sweepTable(transaction, current, { after, rows })
  const next: Place | undefined = end
    ? { table: current.table, after: end }
    : following && { table: following.table, after: [] }
  await transaction.execute(
    next
      ? {
          sql: `INSERT INTO settings (name, value) VALUES ('retention', ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
          args: [JSON.stringify(next)],
        }
      : "DELETE FROM settings WHERE name = 'retention'",
  )
  return { removed, isLast: !next }
}

/** In the order of its key. `end`: how far that went; `undefined` where the table is over. */
async function sweepTable(
  transaction: Transaction,
  { table, key, condition, args }: Sweep,
  { after, rows }: { after: Key; rows: number },
): Promise<{ removed: number; end: Key | undefined }> {
  const columns = key.join(', ')
  const places = key.map(() => '?').join(', ')
  const from = after.length > 0 ? `(${columns}) > (${places})` : 'true'
  const found = await transaction.execute({
    sql: `SELECT ${columns} FROM ${table} WHERE ${from} ORDER BY ${columns} LIMIT 1 OFFSET ?`,
    args: [...after, rows - 1],
  })
  const last = found.rows[0]
  const end = last && key.map((column) => last[column] as string | number)
  const upTo = end ? `(${columns}) <= (${places})` : 'true'
  const { rowsAffected } = await transaction.execute({
    sql: `DELETE FROM ${table} WHERE ${from} AND ${upTo} AND ${condition}`,
    args: [...after, ...(end ?? []), ...args],
  })
  return { removed: rowsAffected, end }
}
