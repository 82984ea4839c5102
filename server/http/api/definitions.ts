/** Triggers, nudges, offers, plans, metered meters and plays over the API: the same routes for each kind. */

import { createRoute, z } from '@hono/zod-openapi'
import { keyActor } from '../../../shared/audit/actor.ts'
import {
  type DefinitionKind,
  definitionChanges,
  definitionSchemas,
  meterRecord,
  nudgeRecord,
  offerRecord,
  planRecord,
  playRecord,
  triggerRecord,
} from '../../../shared/definition/definition.ts'
import { saveQuery } from '../../../shared/protocol/api.ts'
import { key } from '../../../shared/value/key.ts'
import { findDefinition, listDefinitions } from '../../store/workspace/queries/definitions.ts'
import { ApiError, parse } from '../answer/api-error.ts'
import { readDefinition, recordOf, removedOf, savedOf } from '../definition.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { readJson } from '../request/body.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

export const records = {
  trigger: triggerRecord,
  nudge: nudgeRecord,
  offer: offerRecord,
  plan: planRecord,
  meter: meterRecord,
  play: playRecord,
} as const

export const params = z.object({
  key: key.meta({ description: 'What its author has called it', example: 'export-wall' }),
})
const publishQuery = saveQuery.pick({ publish: true })
const revisionQuery = saveQuery.pick({ revision: true })
const listQuery = z.object({
  archived: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'Those that were put away, instead of those in use' }),
})
const meanings = {
  publish: 'Its draft goes live, as a new version.',
  pause:
    'What is published of it rests; nothing is forgotten. Offers and plans hold all the same: archive what is not to be used.',
  resume: 'What is published of it goes on, as long as nothing that it refers to is gone.',
  archive:
    'It is put away with all its versions, and listed only where that is asked for. Refused while something needs it.',
  restore:
    'What was put away comes back: paused, or as the draft that it was. A published offer or plan holds again at once.',
} as const satisfies Record<(typeof definitionChanges)[number], string>
export const readErrors = ['unknown_key', 'forbidden'] as const
export const writeErrors = [...bodyErrors, ...readErrors, 'not_found', 'conflict'] as const

/** The contract alone: bodies are read by the handlers, which know more than one schema can say. */
function routesOf(kind: DefinitionKind) {
  const record = records[kind]
  const common = {
    tags: [`${kind[0]?.toUpperCase()}${kind.slice(1)}s`],
    security: [{ secretKey: [] }],
  }
  const body = bodyOf(definitionSchemas[kind])
  return {
    list: createRoute({
      ...common,
      method: 'get',
      path: '/',
      summary: `List ${kind}s`,
      description: 'All there are, by key: what is live, and the draft that is being worked on.',
      request: { query: listQuery },
      responses: answers(200, z.object({ [`${kind}s`]: z.array(record) }), ...readErrors),
    }),
    create: createRoute({
      ...common,
      method: 'post',
      path: '/',
      summary: `Create a ${kind}`,
      description: 'Answers `conflict` where the key is taken. A draft, unless `publish` is true.',
      request: { query: publishQuery, body },
      responses: answers(201, record, ...writeErrors),
    }),
    read: createRoute({
      ...common,
      method: 'get',
      path: '/{key}',
      summary: `Read a ${kind}`,
      description: 'What is live of it, and the draft that is being worked on.',
      request: { params },
      responses: answers(200, record, ...readErrors, 'not_found'),
    }),
    save: createRoute({
      ...common,
      method: 'put',
      path: '/{key}',
      summary: `Save a ${kind}`,
      description:
        'Creates it or replaces its draft. `revision` is the one that was edited: `conflict` where it is no longer the newest. `publish` puts it live at once. `key` may be left out of the body.',
      request: { params, query: saveQuery, body },
      responses: answers(200, record, ...writeErrors),
    }),
    remove: createRoute({
      ...common,
      method: 'delete',
      path: '/{key}',
      summary: `Delete a ${kind}`,
      description:
        'Answers what it was. Where something refers to it still, `conflict` names what that is.',
      request: { params },
      responses: answers(200, record, ...readErrors, 'not_found', 'conflict'),
    }),
    changes: definitionChanges.map((change) =>
      createRoute({
        ...common,
        method: 'post',
        path: `/{key}/${change}`,
        summary: `${change[0]?.toUpperCase()}${change.slice(1)} a ${kind}`,
        description: `${meanings[change]} \`revision\` is the one that was seen: \`conflict\` where it is no longer the newest.`,
        request: { params, query: revisionQuery },
        responses: answers(200, record, 'invalid', ...readErrors, 'not_found', 'conflict'),
      }),
    ),
  }
}

export function definitionsOf(kind: DefinitionKind) {
  const router = createPublicRouter<KeyEnv>()
  const routes = routesOf(kind)
  const { list, create, read, save, remove } = routes
  for (const route of [list, create, read, save, remove, ...routes.changes]) {
    router.openAPIRegistry.registerPath(route)
  }
  router.get('/', requireScope('read'), async (c) => {
    const { archived } = parse(listQuery, c.req.query())
    return c.json({ [`${kind}s`]: await listDefinitions(c.get('workspace').db, kind, archived) })
  })
  router.post('/', requireScope('author'), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const key = c.get('key')
    const { publish } = parse(publishQuery, c.req.query())
    const body = readDefinition(kind, await readJson(c))
    const request = { kind, body, revision: 0, publish, by: keyActor(key), at: deps.now() }
    const result = await deps.pipeline.save(workspace.id, request)
    if (result.kind === 'conflict') {
      throw new ApiError('conflict', `There is a ${kind} "${body.key}" already`)
    }
    return c.json(savedOf(result, publish), 201)
  })
  router.get('/:key', requireScope('read'), async (c) => {
    const found = await findDefinition(c.get('workspace').db, kind, c.req.param('key'))
    if (!found) throw new ApiError('not_found', `There is no such ${kind}`)
    return c.json(found)
  })
  router.put('/:key', requireScope('author'), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const key = c.get('key')
    const { revision, publish } = parse(saveQuery, c.req.query())
    const body = readDefinition(kind, await readJson(c), c.req.param('key'))
    const result = await deps.pipeline.save(workspace.id, {
      kind,
      body,
      ...(revision === undefined ? {} : { revision }),
      publish,
      by: keyActor(key),
      at: deps.now(),
    })
    return c.json(savedOf(result, publish))
  })
  router.delete('/:key', requireScope('author'), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const request = { kind, key: c.req.param('key'), by: keyActor(c.get('key')), at: deps.now() }
    return c.json(removedOf(await deps.pipeline.remove(workspace.id, request)))
  })
  for (const change of definitionChanges) {
    router.post(`/:key/${change}`, requireScope('author'), async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const key = c.get('key')
      const { revision } = parse(revisionQuery, c.req.query())
      const request = {
        kind,
        key: c.req.param('key'),
        change,
        ...(revision === undefined ? {} : { revision }),
        by: keyActor(key),
        at: deps.now(),
      }
      return c.json(recordOf(await deps.pipeline.setStatus(workspace.id, request), change))
    })
  }
  return router
}
