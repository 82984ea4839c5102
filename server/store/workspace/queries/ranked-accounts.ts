/** Accounts by how ready they are for more, narrowed to what somebody looks for. */
import { and, asc, desc, eq, gt, gte, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { type AccountFilters, anySignal } from '../../../../shared/account/account-view.ts'
import { type Claim, isHeld } from '../../../../shared/account/claim.ts'
import type { Signal } from '../../../../shared/account/signal.ts'
import type { Traits } from '../../../../shared/event/event.ts'
import { dayMs } from '../../../../shared/value/duration.ts'
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
  const wanted = and(...conditions(asked))
  const [page, [counted]] = await db.batch([
    readPage(db, asked, wanted),
    db.select({ total: sql<number>`count(*)` }).from(accounts).where(wanted),
  ])
  const ids = page.map((one) => one.id)
  return { accounts: await withReasons(db, ids, asked.now), total: counted?.total ?? 0 }
}

/** Ids alone: what is sorted is carried along, and an account may have many traits. */
function readPage(db: LibSQLDatabase, asked: RankedQuery, wanted: SQL | undefined) {
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
  const orders: Record<Exclude<typeof order, 'ready'>, SQL[]> = {
    recent: [],
    fullest: [sql`${fullness} desc nulls last`],
    name: [sql`lower(coalesce(${nameOf}, ${accounts.id}))`],
  }
  const last = [desc(accounts.lastSeenAt), asc(accounts.id)]
  const id = { id: accounts.id }
  const read =
    order === 'ready'
      ? db
          .with(ready)
          .select(id)
          .from(accounts)
          .leftJoin(ready, eq(ready.account, accounts.id))
          .where(wanted)
          .orderBy(
            sql`${accounts.readiness} desc nulls last`,
            sql`${ready.triggers} desc nulls last`,
            sql`${ready.newest} desc nulls last`,
            ...last,
          )
      : db
          .select(id)
          .from(accounts)
          .where(wanted)
          .orderBy(...orders[order], ...last)
  return read.limit(limit).offset(offset)
}

/** Percent of the limit of its fullest meter. Read for each account, so only where it is asked for. */
const fullness = sql`(select max(${meters.used} * 100.0 / ${meters.limit}) from ${meters} where ${meters.account} = ${accounts.id} and ${meters.limit} > 0)`
const nameOf = sql`coalesce(${accounts.traits} ->> 'name', ${accounts.hints} ->> 'name')`
const planOf = sql`coalesce(${accounts.traits} ->> 'plan', ${accounts.hints} ->> 'plan')`

function conditions({ filters, person, now }: RankedQuery): (SQL | undefined)[] {
  const { query, signal, plan, fullness: fullnessAtLeast, claim, seenDays } = filters
  const pattern = `%${query.replaceAll(/[\\%_]/g, '\\$&')}%`
  return [
    query === ''
      ? undefined
      : or(
          sql`${accounts.id} like ${pattern} escape '\\'`,
          sql`${nameOf} like ${pattern} escape '\\'`,
        ),
    signal === ''
      ? undefined
      : sql`${accounts.id} in (select ${signals.account} from ${signals} where ${and(isActive(now), signal === anySignal ? undefined : eq(signals.trigger, signal))})`,
    fullnessAtLeast === 0 ? undefined : gte(fullness, fullnessAtLeast),
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

async function withReasons(
  db: LibSQLDatabase,
  ids: string[],
  now: number,
): Promise<RankedAccount[]> {
  if (ids.length === 0) return []
  const [rows, counts, active, readings, held] = await db.batch([
    db.select().from(accounts).where(inArray(accounts.id, ids)),
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
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = rowOf.get(id)
    if (!row) return []
    const { traits, hints, firstSeenAt, lastSeenAt } = row
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
