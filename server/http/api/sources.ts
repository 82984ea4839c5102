/** Tools that send on what they are sent: made, mapped and revoked by a backend or a script. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { keyActor } from '../../../shared/audit/actor.ts'
import {
  newSource,
  savedSource,
  source,
  sourceChange,
  sourceSecret,
} from '../../../shared/event/source.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { plainJson } from '../request/body.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import {
  type ChangingSource,
  changeSource,
  createSource,
  findSource,
  giveSecret,
  listSources,
  revokeSource,
  rotateSecret,
} from '../sources.ts'
import { requireScope } from './secret-key.ts'

const common = { tags: ['Sources'], security: [{ secretKey: [] }] }
const errors = ['unknown_key', 'forbidden'] as const
const ofOne = ['invalid', ...errors, 'not_found'] as const
const params = z.object({
  id: z.string().min(1).max(64).meta({ description: 'The id of the source' }),
})
/** Who makes a source may send by it: no key gets further by it than it is. */
const mayMake = [requireScope('author'), requireScope('ingest')] as const

export const sources = createPublicRouter<KeyEnv>()
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/sources',
      middleware: requireScope('read'),
      summary: 'List sources',
      description: 'The newest first, each with its mapping and when it sent last.',
      responses: answers(200, z.object({ sources: z.array(source) }), ...errors),
    }),
    async (c) => c.json({ sources: await listSources(changing(c)) }, 200),
  )
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/sources',
      middleware: [...mayMake, plainJson],
      summary: 'Add a source',
      description:
        'It begins with the mapping that is usual for its tool. `secret` is its write key or, of a Segment webhook, what that signs with: told this once. Asks for the scopes `author` and `ingest`.',
      request: { body: bodyOf(newSource) },
      responses: answers(201, savedSource, ...bodyErrors, ...errors),
    }),
    async (c) => c.json(await createSource(changing(c), c.req.valid('json')), 201),
  )
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/sources/{id}',
      middleware: requireScope('read'),
      summary: 'Read a source',
      description: 'With its mapping and when it sent last.',
      request: { params },
      responses: answers(200, source, ...ofOne),
    }),
    async (c) => c.json(await findSource(changing(c), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      ...common,
      method: 'put',
      path: '/sources/{id}',
      middleware: [requireScope('author'), plainJson],
      summary: 'Change a source',
      description:
        'Its name or its mapping; what is not given stays. A mapping holds for what comes from then on.',
      request: { params, body: bodyOf(sourceChange) },
      responses: answers(200, source, ...bodyErrors, ...errors, 'not_found'),
    }),
    async (c) => {
      const one = { id: c.req.valid('param').id, change: c.req.valid('json') }
      return c.json(await changeSource(changing(c), one), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'put',
      path: '/sources/{id}/secret',
      middleware: [...mayMake, plainJson],
      summary: 'Give what it signs with',
      description:
        'The secret that billing or a help desk has made for its webhook, at first and after it was rotated there. It is sealed, and never answered. Asks for the scopes `author` and `ingest`.',
      request: { params, body: bodyOf(sourceSecret) },
      responses: answers(200, source, ...bodyErrors, ...errors, 'not_found', 'conflict'),
    }),
    async (c) => {
      const one = { id: c.req.valid('param').id, ...c.req.valid('json') }
      return c.json(await giveSecret(changing(c), one), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/sources/{id}/rotate',
      middleware: [...mayMake],
      summary: 'Rotate the secret of a Segment webhook',
      description:
        'The one before is no good from then on. What others have made is given, not rotated; a write key stays what it is. Asks for the scopes `author` and `ingest`.',
      request: { params },
      responses: answers(200, savedSource, ...ofOne, 'conflict'),
    }),
    async (c) => c.json(await rotateSecret(changing(c), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/sources/{id}',
      middleware: requireScope('author'),
      summary: 'Revoke a source',
      description: 'For good: nothing is taken in from it any more. What has come stays.',
      request: { params },
      responses: answers(200, z.object({ revoked: z.string() }), ...ofOne),
    }),
    async (c) => c.json(await revokeSource(changing(c), c.req.valid('param').id), 200),
  )

function changing(c: Context<KeyEnv>): ChangingSource {
  return { deps: c.get('deps'), workspace: c.get('workspace').id, by: keyActor(c.get('key')) }
}
