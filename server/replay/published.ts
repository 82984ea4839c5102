/** What of a workspace a replay looks at beside its log. */
import { durationMs } from '../../shared/value/duration.ts'
import { compileMeter } from '../engine/metered.ts'
import type { KnownBefore } from '../engine/replay/fold.ts'
import type { Catalogued } from '../engine/world-facts.ts'
import type { Store } from '../store/open.ts'
import { listDefinitions } from '../store/workspace/queries/definitions.ts'

export type Published = {
  catalogue: Catalogued
  /** How long the signals of each live trigger last. */
  live: readonly { trigger: string; expiresMs: number }[]
}

export async function readPublished({ db }: Store): Promise<Published> {
  const [plans, meters, triggers] = await Promise.all([
    listDefinitions(db, 'plan'),
    listDefinitions(db, 'meter'),
    listDefinitions(db, 'trigger'),
  ])
  const live = <T extends { status: string }>(all: T[]) =>
    all.filter((one) => one.status === 'live')
  return {
    catalogue: {
      plans: new Map(plans.flatMap(({ key, published }) => (published ? [[key, published]] : []))),
      meters: new Map(
        live(meters).flatMap(({ key, published }) =>
          published ? [[key, compileMeter(published)]] : [],
        ),
      ),
    },
    live: live(triggers).flatMap(({ key, published }) =>
      published ? [{ trigger: key, expiresMs: durationMs(published.expires) }] : [],
    ),
  }
}

/** Who was known before the log starts, where retention has cut it. */
export async function readKnownBefore({ client }: Store, logStart: number): Promise<KnownBefore[]> {
  if (logStart === 0) return []
  const { rows } = await client.execute({
    sql: `SELECT json_group_array(json_array(account, user, at)) FROM (
            SELECT id AS account, NULL AS user, first_seen_at AS at FROM accounts
            WHERE first_seen_at < ?1 UNION ALL
            SELECT account, id, first_seen_at FROM users WHERE first_seen_at < ?1)`,
    args: [logStart],
  })
  const known = JSON.parse(String(rows[0]?.[0])) as [string, string | null, number][]
  return known
    .map(([account, user, at]) => ({ account, user, at }))
    .sort((a, b) => Number(a.user !== null) - Number(b.user !== null))
}

/** When each account was first seen. */
export async function readFirstSeen({ client }: Store): Promise<Map<string, number>> {
  const { rows } = await client.execute(
    'SELECT json_group_array(json_array(id, first_seen_at)) FROM accounts',
  )
  return new Map(JSON.parse(String(rows[0]?.[0])) as [string, number][])
}

/** The users of each account that has any. */
export async function readUsers({ client }: Store): Promise<Map<string, string[]>> {
  const { rows } = await client.execute(
    'SELECT json_group_array(json_array(account, id)) FROM users',
  )
  const users = new Map<string, string[]>()
  for (const [account, id] of JSON.parse(String(rows[0]?.[0])) as [string, string][]) {
    const known = users.get(account)
    if (known) known.push(id)
    else users.set(account, [id])
  }
  return users
}
