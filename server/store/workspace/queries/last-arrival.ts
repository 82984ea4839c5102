import { lt, max } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { hourMs } from '../../../../shared/value/duration.ts'
import { hours } from '../schema.ts'

/** The hour, in epoch ms, in which something had come last before a time; `undefined` for none. */
export async function lastArrival(db: LibSQLDatabase, before: number): Promise<number | undefined> {
  const [found] = await db
    .select({ hour: max(hours.hour) })
    .from(hours)
    .where(lt(hours.hour, Math.floor(before / hourMs)))
  return found?.hour == null ? undefined : found.hour * hourMs
}
