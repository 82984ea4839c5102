/** Keys: made, listed, bound to origins, revoked. A secret one is answered once. */

import { Hono } from 'hono'
import { z } from 'zod'
import { personActor } from '../../../shared/audit/actor.ts'
import {
  addKey,
  createToken,
  type Key,
  listKeys,
  revokeKey,
  setOrigins,
} from '../../store/control/keys.ts'
import { ApiError } from '../answer/api-error.ts'
import { originPattern } from '../key/origin.ts'
import type { MemberEnv } from '../router.ts'
import { doingIn } from './doing.ts'
import { validated } from './validated.ts'

const origins = z.array(originPattern).max(50)
const newKey = z.strictObject({
  kind: z.enum(['publishable', 'secret']),
  name: z.string().trim().min(1).max(60).default('Key'),
  origins: origins.default([]),
})

const changing = z.strictObject({ origins, seen: origins.optional() })

export const keys = new Hono<MemberEnv>()
  .get('/', async (c) => {
    const all = await listKeys(c.get('deps').control.db, c.get('workspace').id)
    return c.json(all.map(describeKey))
  })
  .post('/', validated('json', newKey), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const request = c.req.valid('json')
    const token = createToken(request.kind)
    const key = await addKey(
      deps.control.db,
      {
        ...request,
        origins: request.kind === 'publishable' ? request.origins : [],
        id: deps.newId('key'),
        workspace: workspace.id,
        token,
        at: deps.now(),
      },
      personActor(c.get('person')),
    )
    return c.json({ key: describeKey(key), secret: token }, 201)
  })
  /** `seen`: the list that was edited. */
  .put('/:id/origins', validated('json', changing), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const which = { workspace: workspace.id, id: c.req.param('id') }
    const changed = await setOrigins(deps.control.db, which, c.req.valid('json'), doingIn(c))
    switch (changed.kind) {
      case 'not_found':
        throw new ApiError('not_found', 'There is no such publishable key')
      case 'conflict':
        throw new ApiError(
          'conflict',
          'Somebody else has changed the origins of this key meanwhile',
        )
      case 'changed':
        deps.keys.forget()
        return c.json(describeKey(changed.key))
      default:
        return changed satisfies never
    }
  })
  .delete('/:id', async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const which = { workspace: workspace.id, id: c.req.param('id') }
    if (!(await revokeKey(deps.control.db, which, doingIn(c)))) {
      throw new ApiError('not_found', 'There is no such key')
    }
    deps.keys.forget()
    return c.json({ revoked: which.id })
  })

/** `text`: all of a publishable key, and of a secret one what it is recognised by. */
function describeKey({
  id,
  kind,
  name,
  token,
  prefix,
  last4,
  origins,
  createdAt,
  lastUsedAt,
}: Key) {
  const text = token ?? `${prefix}…${last4}`
  const of = kind === 'secret' ? ('secret' as const) : ('publishable' as const)
  return { id, kind: of, name, text, origins, createdAt, lastUsedAt }
}
