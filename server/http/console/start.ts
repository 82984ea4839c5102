/** How far the setting up has come: read from what is really there, never from what was clicked. */
import { Hono } from 'hono'
import { listKeys } from '../../store/control/keys.ts'
import { readProgress } from '../../store/workspace/queries/start.ts'
import { allowsOrigin } from '../origin.ts'
import type { MemberEnv } from '../router.ts'

export const start = new Hono<MemberEnv>().get('/', async (c) => {
  const { control, pageOrigins } = c.get('deps')
  const { id, db } = c.get('workspace')
  const [progress, origins, keys] = await Promise.all([
    readProgress(db),
    pageOrigins.list(id),
    listKeys(control.db, id),
  ])
  const patternsOf = new Map(keys.map((key) => [key.id, key.origins]))
  return c.json({
    ...progress,
    /** Of keys that are there still; `isAllowed` as it would be now. */
    origins: origins
      .filter(({ key }) => patternsOf.has(key))
      .map(({ key, origin, refused, lastAt }) => ({
        key,
        origin,
        refused,
        lastAt,
        isAllowed: allowsOrigin(patternsOf.get(key) ?? [], origin),
      })),
  })
})
