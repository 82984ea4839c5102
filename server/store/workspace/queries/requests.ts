import { and, desc, eq, gt, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { RequestsResponse } from '../../../../shared/protocol/api.ts'
import { requests, users } from '../schema.ts'
import { mergeTraits } from './traits.ts'

type Merged = RequestsResponse['requests'][number]

/** Users that are listed of each offer. */
const mostUsers = 100

export type RequestsQuery = {
  account: string
  /** Those made later than this wait still. */
  since: number
}

/** What is asked for in an account, merged by offer, the one asked for last first. */
export async function listRequests(
  db: LibSQLDatabase,
  { account, since }: RequestsQuery,
): Promise<Merged[]> {
  const open = and(eq(requests.account, account), gt(requests.at, since))
  const place = sql<number>`row_number() over (partition by ${requests.offer} order by ${requests.at} desc, ${requests.user})`
  const newest = db
    .select({
      offer: requests.offer,
      user: requests.user,
      at: requests.at,
      place: place.as('place'),
    })
    .from(requests)
    .where(open)
    .as('newest')
  const [offers, people] = await db.batch([
    db
      .select({
        offer: requests.offer,
        count: sql<number>`count(*)`,
        firstAt: sql<number>`min(${requests.at})`,
        lastAt: sql<number>`max(${requests.at})`,
      })
      .from(requests)
      .where(open)
      .groupBy(requests.offer)
      .orderBy(desc(sql`max(${requests.at})`), requests.offer),
    db
      .select({
        offer: newest.offer,
        id: newest.user,
        at: newest.at,
        traits: users.traits,
        hints: users.hints,
      })
      .from(newest)
      .leftJoin(users, eq(users.id, newest.user))
      .where(sql`${newest.place} <= ${mostUsers}`)
      .orderBy(newest.offer, sql`${newest.place}`),
  ])
  return offers.map(({ offer, count, firstAt, lastAt }) => ({
    offer,
    count,
    users: people
      .filter((one) => one.offer === offer)
      .map(({ id, at, traits, hints }) => ({
        id,
        name: nameOf(mergeTraits({ traits: traits ?? {}, hints: hints ?? {} }).name),
        at,
      })),
    firstAt,
    lastAt,
  }))
}

function nameOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
