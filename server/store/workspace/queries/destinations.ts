/** Destinations as they are told of: how it goes with each, and never what opens them. */
import { and, asc, desc, eq, inArray, isNotNull, max, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { circuitOf } from '../../../../shared/destination/circuit.ts'
import type { Attempt, Destination } from '../../../../shared/destination/destination.ts'
import { attempts, deliveries, destinations } from '../schema.ts'

export type DestinationRow = typeof destinations.$inferSelect
/** What the workspace knows of it, and not what the server lacks that sends. */
export type KeptDestination = Omit<Destination, 'lacks'>

/** In the order in which they were made. */
export async function listDestinations(
  db: LibSQLDatabase,
  now: number,
): Promise<KeptDestination[]> {
  const rows = await db
    .select()
    .from(destinations)
    .orderBy(asc(destinations.createdAt), asc(destinations.id))
  return tellOf(db, rows, now)
}

export async function findDestination(
  db: LibSQLDatabase,
  id: string,
  now: number,
): Promise<KeptDestination | undefined> {
  const row = await readDestination(db, id)
  return row && (await tellOf(db, [row], now))[0]
}

/** As it stands, with its sealed credentials. */
export async function readDestination(
  db: LibSQLDatabase,
  id: string,
): Promise<DestinationRow | undefined> {
  const [row] = await db.select().from(destinations).where(eq(destinations.id, id))
  return row
}

/** All of them that hold credentials, for whoever seals them anew. */
export async function listSealed(
  db: LibSQLDatabase,
): Promise<{ id: string; credentials: string }[]> {
  const rows = await db
    .select({ id: destinations.id, credentials: destinations.credentials })
    .from(destinations)
  return rows.flatMap(({ id, credentials }) => (credentials === null ? [] : [{ id, credentials }]))
}

async function tellOf(
  db: LibSQLDatabase,
  rows: readonly DestinationRow[],
  now: number,
): Promise<KeptDestination[]> {
  const ids = rows.map((row) => row.id)
  const count = sql<number>`count(*)`
  const waitingOnes = await db
    .select({ id: deliveries.destination, count })
    .from(deliveries)
    .where(and(inArray(deliveries.destination, ids), isNotNull(deliveries.nextAttemptAt)))
    .groupBy(deliveries.destination)
  const failedOnes = await db
    .select({ id: deliveries.destination, count })
    .from(deliveries)
    .where(and(inArray(deliveries.destination, ids), isNotNull(deliveries.failedAt)))
    .groupBy(deliveries.destination)
  const newest = db
    .select({ id: max(attempts.id) })
    .from(attempts)
    .where(inArray(attempts.destination, ids))
    .groupBy(attempts.destination)
  const lastOnes = await db.select().from(attempts).where(inArray(attempts.id, newest))
  const counted = (all: typeof waitingOnes, id: string) =>
    all.find((one) => one.id === id)?.count ?? 0
  return rows.map(
    ({ credentials, failures, heldUntil, toldOwners: _, tellingUntil: __, ...row }) => {
      const last = lastOnes.find((one) => one.destination === row.id)
      const state = circuitOf({ failures, heldUntil }, now)
      const isHeld = heldUntil !== null && heldUntil > now
      return {
        ...row,
        hasCredentials: credentials !== null,
        circuit: { state, failures, heldUntil: isHeld ? heldUntil : null },
        waiting: counted(waitingOnes, row.id),
        failed: counted(failedOnes, row.id),
        last: last ? attemptOf(last) : null,
      }
    },
  )
}

/** Of a delivery, the newest first. */
export async function listAttempts(db: LibSQLDatabase, delivery: string): Promise<Attempt[]> {
  const rows = await db
    .select()
    .from(attempts)
    .where(eq(attempts.delivery, delivery))
    .orderBy(desc(attempts.id))
  return rows.map(attemptOf)
}

function attemptOf(row: typeof attempts.$inferSelect): Attempt {
  const { at, tookMs, outcome, status, answer, error, note } = row
  return { at, tookMs, outcome, status, answer, error, note }
}
