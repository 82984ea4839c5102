/**
 * Everything that is stored of an account or a user, line by line. The log is read a page at a time,
 * so that nothing waits for it and no more than a page is in memory; what else there is of one of
 * them is bounded by what people do.
 */
import { and, asc, eq, gt, inArray, lte, or, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { ExportLine, ExportType, Subject } from '../../../../shared/erasure.ts'
import { accountOfOne } from '../../../../shared/event.ts'
import * as schema from '../schema.ts'

/** Places of the log, and rows of a table, in one page. */
const pageRows = 2000

type Part = {
  type: ExportType
  table: SQLiteTable
  /** Columns that say whose a row is. */
  account?: SQLiteColumn
  user?: SQLiteColumn
  /** Grows with what they do, and is read a page at a time. */
  isLong?: true
}

const { accounts, users, meters, meterDays, signals, decisions, impressions, outcomes } = schema
const { wishes, requests, offersMade, trials, claims, conversions } = schema

const parts: readonly Part[] = [
  { type: 'account', table: accounts, account: accounts.id },
  { type: 'user', table: users, account: users.account, user: users.id },
  { type: 'meter', table: meters, account: meters.account },
  { type: 'meter_day', table: meterDays, account: meterDays.account },
  { type: 'signal', table: signals, account: signals.account, user: signals.user, isLong: true },
  {
    type: 'decision',
    table: decisions,
    account: decisions.account,
    user: decisions.user,
    isLong: true,
  },
  {
    type: 'impression',
    table: impressions,
    account: impressions.account,
    user: impressions.user,
    isLong: true,
  },
  {
    type: 'outcome',
    table: outcomes,
    account: outcomes.account,
    user: outcomes.user,
    isLong: true,
  },
  { type: 'wish', table: wishes, user: wishes.user },
  { type: 'request', table: requests, account: requests.account, user: requests.user },
  { type: 'offer_made', table: offersMade, account: offersMade.account },
  { type: 'trial', table: trials, account: trials.account },
  { type: 'claim', table: claims, account: claims.account },
  {
    type: 'conversion',
    table: conversions,
    account: conversions.account,
    user: conversions.user,
    isLong: true,
  },
]

/** The last line is `end`, with how many there are: without it something is missing. */
export async function* exportSubject(
  db: LibSQLDatabase,
  subject: Subject,
): AsyncGenerator<ExportLine> {
  const whole = subject.kind === 'user' ? accountOfOne(subject.id) : subject.id
  let lines = 0
  for (const part of parts) {
    const where = whose(db, part, subject)
    if (!where) continue
    for await (const row of rowsOf(db, part, where)) {
      lines++
      yield { type: part.type, data: row }
    }
  }
  for await (const row of logOf(db, subject, whole)) {
    lines++
    yield { type: 'event', data: row }
  }
  for (const [type, rows] of [
    ['delivery', await deliveriesOf(db, subject)],
    ['payload', await payloadsOf(db, subject)],
    ['refusal', await refusalsOf(db, subject)],
  ] as const) {
    for (const data of rows) {
      lines++
      yield { type, data }
    }
  }
  yield { type: 'end', data: { lines } }
}

/** A user who is an account of one is asked for with it. */
function whose(
  db: LibSQLDatabase,
  { account, user }: Part,
  { kind, id }: Subject,
): SQL | undefined {
  if (kind === 'user') {
    return or(user && eq(user, id), account && eq(account, accountOfOne(id)))
  }
  if (account) return eq(account, id)
  // What people wish goes with them, whichever account they wished it in.
  const people = db.select({ id: users.id }).from(users).where(eq(users.account, id))
  return user && inArray(user, people)
}

async function* rowsOf(db: LibSQLDatabase, { table, isLong }: Part, where: SQL) {
  if (!isLong) {
    yield* await db.select().from(table).where(where)
    return
  }
  const rowid = sql<number>`rowid`
  for (let after = 0; ; ) {
    const rows: { place: number; row: Record<string, unknown> }[] = await db
      .select({ place: rowid, row: table } as never)
      .from(table)
      .where(and(where, sql`rowid > ${after}`))
      .orderBy(sql`rowid`)
      .limit(pageRows)
    for (const { row } of rows) yield row
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return
    after = last.place
  }
}

async function* logOf(db: LibSQLDatabase, { kind, id }: Subject, whole: string) {
  const { events } = schema
  const [end] = await db.select({ last: sql<number>`coalesce(max(seq), 0)` }).from(events)
  const of =
    kind === 'account' ? eq(events.account, id) : or(eq(events.user, id), eq(events.account, whole))
  for (let after = 0; after < (end?.last ?? 0); after += pageRows) {
    yield* await db
      .select()
      .from(events)
      .where(and(gt(events.seq, after), lte(events.seq, after + pageRows), of))
      .orderBy(asc(events.seq))
  }
}

function deliveriesOf(db: LibSQLDatabase, { kind, id }: Subject) {
  const { deliveries } = schema
  return db
    .select()
    .from(deliveries)
    .where(eq(sql`body ->> ${`$.data.${kind}`}`, id))
}

function payloadsOf(db: LibSQLDatabase, { kind, id }: Subject) {
  const { payloads } = schema
  return db.select().from(payloads).where(eq(payloads[kind], id))
}

/** By the id as it stands in the item's text: an item was refused for not being what it should. */
function refusalsOf(db: LibSQLDatabase, { kind, id }: Subject) {
  const { refusals } = schema
  const named = `"${kind}":${JSON.stringify(id)}`
  return db.select().from(refusals).where(sql`instr(${refusals.item}, ${named}) > 0`)
}
