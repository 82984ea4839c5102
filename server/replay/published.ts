/** What of a workspace a replay looks at beside its log. */
import { durationMs } from '../../shared/duration.ts'
import type { Plan } from '../../shared/plan.ts'
import type { Store } from '../store/open.ts'
import { listDefinitions } from '../store/workspace/queries/definitions.ts'

export type Published = {
  plans: ReadonlyMap<string, Plan>
  /** How long the signals of each live trigger last. */
  live: readonly { trigger: string; expiresMs: number }[]
}

export async function readPublished({ db }: Store): Promise<Published> {
  const [plans, triggers] = await Promise.all([
    listDefinitions(db, 'plan'),
    listDefinitions(db, 'trigger'),
  ])
  return {
    plans: new Map(plans.flatMap(({ key, published }) => (published ? [[key, published]] : []))),
    live: triggers.flatMap(({ key, status, published }) =>
      published && status === 'live'
        ? [{ trigger: key, expiresMs: durationMs(published.expires) }]
        : [],
    ),
  }
}

/** When each account was first seen. */
export async function readFirstSeen({ client }: Store): Promise<Map<string, number>> {
  const { rows } = await client.execute(
    'SELECT json_group_array(json_array(id, first_seen_at)) FROM accounts',
  )
  return new Map(JSON.parse(String(rows[0]?.[0])) as [string, number][])
}
