/** Accounts by how ready they are for more, narrowed to what somebody looks for. */
import { and, asc, desc, eq, gt, gte, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { type AccountFilters, anySignal } from '../../../../shared/account-view.ts'
import { type Claim, isHeld } from '../../../../shared/claim.ts'
import { dayMs } from '../../../../shared/duration.ts'
import type { Traits } from '../../../../shared/event.ts'
import type { Signal } from '../../../../shared/signal.ts'
import { accounts, claims, meters, signals, users } from '../schema.ts'
import { mergeTraits } from './traits.ts'

export type MeterShare = { name: string; used: number; limit: number }

export type RankedAccount = {
  id: string
  traits: Traits
  users: number
  /** The active ones, the newest of each trigger first: why it stands where it does. */
  signals: Signal[]
  /** Of its meters that have a limit, the one that is used most; null where there is none. */
  fullest: MeterShare | null
  claim: Claim | null
  firstSeenAt: number
  lastSeenAt: number
}

export type RankedQuery = {
  filters: AccountFilters
  /** Whom "mine" means. */
  person: string
  now: number
  offset: number
  limit: number
}

export type Ranking = { accounts: RankedAccount[]; total: number }

/** Signals of one account that are told as its reasons. */
const mostReasons = 5

export async function rankAccounts(db: LibSQLDatabase, asked: RankedQuery): Promise<Ranking> {
  const rows = await readPage(db, asked)
  const accounts = await withReasons(db, rows, asked.now)
  return { accounts, total: rows[0]?.total ?? 0 }
}

type Row = typeof accounts.$inferSelect & { total: number }

function readPage(db: LibSQLDatabase, asked: RankedQuery): Promise<Row[]> {
  const { filters, now, offset, limit } = asked
  const { order } = filters
  const ready = db.$with('ready').as(
    db
      .select({
        account: signals.account,
        triggers: sql<number>`count(distinct ${signals.trigger})`.as('triggers'),
        newest: sql<number>`max(${signals.firedAt})`.as('newest'),
      })
      .from(signals)
      .where(isActive(now))
      .groupBy(signals.account),
  )
  const orders: Record<typeof order, SQL[]> = {
    ready: [sql`${ready.triggers} desc nulls last`, sql`${ready.newest} desc nulls last`],
    recent: [],
    fullest: [sql`${fullness} desc nulls last`],
    name: [sql`lower(coalesce(${nameOf}, ${accounts.id}))`],
  }
  return db
    .with(ready)
    .select({
      id: accounts.id,
      traits: accounts.traits,
      hints: accounts.hints,
      firstSeenAt: accounts.firstSeenAt,
      lastSeenAt: accounts.lastSeenAt,
      total: sql<number>`count(*) over ()`,
    })
    .from(accounts)
    .leftJoin(ready, eq(ready.account, accounts.id))
    .where(
      and(
        ...conditions(asked),
        filters.signal === anySignal ? gt(ready.triggers, 0) : undefined,
        filters.fullness > 0 ? gte(fullness, filters.fullness) : undefined,
      ),
    )
    .orderBy(...orders[order], desc(accounts.lastSeenAt), asc(accounts.id))
    .limit(limit)
    .offset(offset)
}

/** Percent of the limit of its fullest meter. Read for each account, so only where it is asked for. */
const fullness = sql`(select max(${meters.used} * 100.0 / ${meters.limit}) from ${meters} where ${meters.account} = ${accounts.id} and ${meters.limit} > 0)`
const nameOf = sql`coalesce(${accounts.traits} ->> 'name', ${accounts.hints} ->> 'name')`
const planOf = sql`coalesce(${accounts.traits} ->> 'plan', ${accounts.hints} ->> 'plan')`

function conditions({ filters, person, now }: RankedQuery): (SQL | undefined)[] {
  const { query, signal, plan, claim, seenDays } = filters
  const pattern = `%${query.replaceAll(/[\\%_]/g, '\\$&')}%`
  return [
    query === ''
      ? undefined
      : or(
          sql`${accounts.id} like ${pattern} escape '\\'`,
          sql`${nameOf} like ${pattern} escape '\\'`,
        ),
    signal === '' || signal === anySignal
      ? undefined
      : sql`exists (select 1 from ${signals} where ${and(eq(signals.account, accounts.id), eq(signals.trigger, signal), isActive(now))})`,
    plan === '' ? undefined : eq(planOf, plan),
    seenDays === 0 ? undefined : gte(accounts.lastSeenAt, now - seenDays * dayMs),
    ofClaim(claim, person, now),
  ]
}

function ofClaim(claim: AccountFilters['claim'], person: string, now: number): SQL | undefined {
  if (claim === '') return undefined
  const held = and(
    eq(claims.account, accounts.id),
    or(isNull(claims.until), gt(claims.until, now)),
    claim === 'mine' ? eq(claims.by, person) : undefined,
  )
  const found = sql`exists (select 1 from ${claims} where ${held})`
  return claim === 'free' ? sql`not ${found}` : found
}

function isActive(now: number) {
  return and(gt(signals.expiresAt, now), isNull(signals.cancelledAt))
}

async function withReasons(db: LibSQLDatabase, rows: Row[], now: number): Promise<RankedAccount[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const [counts, active, readings, held] = await db.batch([
    db
      .select({ account: users.account, count: sql<number>`count(*)` })
      .from(users)
      .where(inArray(users.account, ids))
      .groupBy(users.account),
    db
      .select()
      .from(signals)
      .where(and(inArray(signals.account, ids), isActive(now)))
      .orderBy(desc(signals.firedAt), desc(signals.id)),
    db
      .select({
        account: meters.account,
        name: meters.name,
        used: meters.used,
        limit: meters.limit,
      })
      .from(meters)
      .where(and(inArray(meters.account, ids), gt(meters.limit, 0))),
    db.select().from(claims).where(inArray(claims.account, ids)),
  ])
  const peopleIn = new Map(counts.map((one) => [one.account, one.count]))
  return rows.map(({ id, traits, hints, firstSeenAt, lastSeenAt }) => {
    const of = <T extends { account: string }>(list: readonly T[]) =>
      list.filter((one) => one.account === id)
    const [claimed] = of(held)
    return {
      id,
      traits: mergeTraits({ traits, hints }),
      users: peopleIn.get(id) ?? 0,
      signals: newestOfEach(of(active)).slice(0, mostReasons),
      fullest: fullestOf(of(readings)),
      claim: isHeld(claimed, now) ? asClaim(claimed) : null,
      firstSeenAt,
      lastSeenAt,
    }
  })
}

const asClaim = ({ by, kind, at, until }: Claim): Claim => ({ by, kind, at, until })

/** Of users' signals a trigger may have many in one account: one tells it. */
function newestOfEach(sorted: readonly Signal[]): Signal[] {
  const byTrigger = new Map<string, Signal>()
  for (const one of sorted) if (!byTrigger.has(one.trigger)) byTrigger.set(one.trigger, one)
  return [...byTrigger.values()]
}

type Reading = { name: string; used: number; limit: number | null }

function fullestOf(readings: readonly Reading[]): MeterShare | null {
  const limited = readings.flatMap(({ name, used, limit }) =>
    limit === null || limit <= 0 ? [] : [{ name, used, limit }],
  )
  const [fullest] = limited.toSorted((a, b) => b.used / b.limit - a.used / a.limit)
  return fullest ?? null
}
