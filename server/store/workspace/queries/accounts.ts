import { and, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { isHeld } from '../../../../shared/account/claim.ts'
import type { Traits } from '../../../../shared/event/event.ts'
import type { AccountResponse } from '../../../../shared/protocol/api.ts'
import { accounts, claims, meters, signals, users } from '../schema.ts'
import { mergeTraits } from './traits.ts'

/** What was said of an account, by whom; `undefined` where it is not known. */
export async function findAccountRow(db: LibSQLDatabase, id: string) {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id))
  return row
}

export async function findAccount(
  db: LibSQLDatabase,
  id: string,
  now: number,
): Promise<AccountResponse | undefined> {
  const [[row], readings, [claimed]] = await db.batch([
    db.select().from(accounts).where(eq(accounts.id, id)),
    db
      .select({
        name: meters.name,
        used: meters.used,
        limit: meters.limit,
        resetsAt: meters.resetsAt,
        at: meters.at,
      })
      .from(meters)
      .where(eq(meters.account, id))
      .orderBy(meters.name),
    db
      .select({ by: claims.by, kind: claims.kind, at: claims.at, until: claims.until })
      .from(claims)
      .where(eq(claims.account, id)),
  ])
  if (!row) return undefined
  const { firstSeenAt, lastSeenAt } = row
  const claim = isHeld(claimed, now) ? claimed : null
  return { id, traits: mergeTraits(row), meters: readings, claim, firstSeenAt, lastSeenAt }
}

export type AccountSummary = {
  id: string
  name: string | null
  plan: string | null
  traits: Traits
  users: number
  /** Active ones. */
  signals: number
  firstSeenAt: number
  lastSeenAt: number
}

export type AccountsQuery = { text: string; limit: number; now: number }

/** Accounts whose id or name contains a text, most recently seen first. */
export async function listAccounts(
  db: LibSQLDatabase,
  { text, limit, now }: AccountsQuery,
): Promise<AccountSummary[]> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  const name = sql`coalesce(${accounts.traits} ->> 'name', ${accounts.hints} ->> 'name')`
  const rows = await db
    .select()
    .from(accounts)
    .where(
      text === ''
        ? undefined
        : or(
            sql`${accounts.id} like ${pattern} escape '\\'`,
            sql`${name} like ${pattern} escape '\\'`,
          ),
    )
    .orderBy(desc(accounts.lastSeenAt), accounts.id)
    .limit(limit)
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const counted = sql<number>`count(*)`
  const [usersOf, signalsOf] = await db.batch([
    db
      .select({ account: users.account, count: counted })
      .from(users)
      .where(inArray(users.account, ids))
      .groupBy(users.account),
    db
      .select({ account: signals.account, count: counted })
      .from(signals)
      .where(
        and(inArray(signals.account, ids), gt(signals.expiresAt, now), isNull(signals.cancelledAt)),
      )
      .groupBy(signals.account),
  ])
  const userCounts = new Map(usersOf.map((one) => [one.account, one.count]))
  const signalCounts = new Map(signalsOf.map((one) => [one.account, one.count]))
  return rows.map((row) => {
    const traits = mergeTraits(row)
    return {
      id: row.id,
      name: textOf(traits.name),
      plan: textOf(traits.plan),
      traits,
      users: userCounts.get(row.id) ?? 0,
      signals: signalCounts.get(row.id) ?? 0,
      firstSeenAt: row.firstSeenAt,
      lastSeenAt: row.lastSeenAt,
    }
  })
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
