/** What one node does for all: whoever holds the lease does it, until it runs out or is let go of. */
import { and, eq, lte, or } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { leases } from './schema.ts'

export type Lease = { name: string; owner: string; at: number; forMs: number }

/** Takes or renews it; false while another node has it. */
export async function takeLease(
  db: LibSQLDatabase,
  { name, owner, at, forMs }: Lease,
): Promise<boolean> {
  const until = at + forMs
  const [taken] = await db.batch([
    db
      .insert(leases)
      .values({ name, owner, until })
      .onConflictDoUpdate({
        target: leases.name,
        set: { owner, until },
        setWhere: or(eq(leases.owner, owner), lte(leases.until, at)),
      })
      .returning({ name: leases.name }),
  ])
  return taken.length > 0
}

/** Lets the next node take it at once. */
export async function dropLease(
  db: LibSQLDatabase,
  { name, owner }: Pick<Lease, 'name' | 'owner'>,
): Promise<void> {
  await db.batch([db.delete(leases).where(and(eq(leases.name, name), eq(leases.owner, owner)))])
}
