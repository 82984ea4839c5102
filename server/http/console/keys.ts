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
import { ApiError } from '../api-error.ts'
import { originPattern } from '../origin.ts'
import type { MemberEnv } from '../router.ts'
import { doingIn } from './doing.ts'
import { validated } from './validated.ts'

const origins = z.array(originPattern).max(50)
const newKey = z.strictObject({
  kind: z.enum(['publishable', 'secret']),
  name: z.string().trim().min(1).max(60).default('Key'),
  origins: origins.default([]),
})

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
  .put('/:id/origins', validated('json', z.strictObject({ origins })), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const which = { workspace: workspace.id, id: c.req.param('id') }
    const { origins } = c.req.valid('json')
    const key = await setOrigins(deps.control.db, which, origins, doingIn(c))
    if (!key) throw new ApiError('not_found', 'There is no such publishable key')
    deps.keys.forget()
    return c.json(describeKey(key))
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
