/**
 * Everything that is stored of an account or a user, line by line. The log is read a page at a time,
 * so that nothing waits for it and no more than a page is in memory; what else there is of one of
 * them is bounded by what people do.
 */
import { and, asc, eq, gt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { ExportLine, Subject } from '../../../../shared/account/erasure.ts'
import { accountOfOne } from '../../../../shared/event/event.ts'
import * as schema from '../schema.ts'
import { type Part, parts } from './export-parts.ts'

/** Places of the log, and rows of a table, in one page. */
const pageRows = 2000

/** The last line is `end`, with how many there are: without it something is missing. */
export async function* exportSubject(
  db: LibSQLDatabase,
  subject: Subject,
): AsyncGenerator<ExportLine> {
  const whole = subject.kind === 'user' ? accountOfOne(subject.id) : subject.id
  let lines = 0
  for (const part of parts) {
    const where = part.whose(subject)
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
  yield { type: 'end', data: { lines } }
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
