/** How long the meters of an account will last, read just as triggers read it. */
import { and, eq, gte } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { dayMs } from '../../../shared/value/duration.ts'
import type { Reading } from '../../engine/facts.ts'
import { mostReadings, type Runway, runwayOf } from '../../engine/runway.ts'
import { meterDays } from '../../store/workspace/schema.ts'

/** Days in which the readings of a trend are looked for. */
const withinDays = 60

/** `high`: null where growth may be nil. */
export type KnownRunway = { days: number; low: number; high: number | null }
type Named = Reading & { name: string }

/** By name of the meter; one of which nothing can be said is not in it. */
export async function readRunways(
  db: LibSQLDatabase,
  account: string,
  readings: readonly Named[],
  now: number,
): Promise<Record<string, KnownRunway>> {
  if (readings.every((one) => one.limit === null)) return {}
  const days = await db
    .select()
    .from(meterDays)
    .where(
      and(eq(meterDays.account, account), gte(meterDays.day, Math.floor(now / dayMs) - withinDays)),
    )
    .orderBy(meterDays.day)
  const known = readings.flatMap((reading): [string, KnownRunway][] => {
    // Of another period a reading says nothing about this one.
    const own = days.filter(
      ({ name, resetsAt }) => name === reading.name && resetsAt === reading.resetsAt,
    )
    const runway = runwayOf(reading, own.slice(-mostReadings), now)
    return runway ? [[reading.name, told(runway)]] : []
  })
  return Object.fromEntries(known)
}

const told = ({ days, low, high }: Runway): KnownRunway => ({
  days,
  low,
  high: Number.isFinite(high) ? high : null,
})
