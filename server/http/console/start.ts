/** How far the setting up has come: read from what is really there, never from what was clicked. */
import { Hono } from 'hono'
import { listKeysByIds } from '../../store/control/keys.ts'
import { readProgress } from '../../store/workspace/queries/start.ts'
import { allowsOrigin } from '../key/origin.ts'
import type { MemberEnv } from '../router.ts'

export const start = new Hono<MemberEnv>().get('/', async (c) => {
  const { control, pageOrigins } = c.get('deps')
  const { id, db } = c.get('workspace')
  const [progress, noted] = await Promise.all([readProgress(db), pageOrigins.list(id)])
  const ids = [...new Set(noted.map(({ key }) => key))]
  const keys = new Map((await listKeysByIds(control.db, id, ids)).map((key) => [key.id, key]))
  const found = noted.flatMap((one) => {
    const key = keys.get(one.key)
    return key ? [{ ...one, key }] : []
  })
  return c.json({
    ...progress,
    /** Of keys that are for pages; `isAllowed` as it would be now. */
    origins: found
      .filter(({ key }) => key.kind === 'publishable' && key.revokedAt === null)
      .map(({ key, origin, refused, lastAt }) => ({
        key: key.id,
        origin,
        refused,
        lastAt,
        isAllowed: allowsOrigin(key.origins, origin),
      })),
    /** Pages with a key that lets no page in. */
    wrongKeys: found
      .filter(({ key }) => key.kind !== 'publishable' || key.revokedAt !== null)
      .map(({ key: { name, kind, revokedAt }, origin, lastAt }) => ({
        name,
        what: revokedAt === null && kind !== 'publishable' ? kind : ('revoked' as const),
        origin,
        lastAt,
      })),
  })
})
