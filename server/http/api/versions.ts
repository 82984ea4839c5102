/** What was published of a definition, the way back to it, and what is to be published at a time. */

import { createRoute, z } from '@hono/zod-openapi'
import { keyActor } from '../../../shared/audit/actor.ts'
import {
  type DefinitionKind,
  publication,
  publicationRequest,
  versionPage,
  versionOf as versionSchema,
} from '../../../shared/definition/definition.ts'
import { saveQuery } from '../../../shared/protocol/api.ts'
import { parse } from '../answer/api-error.ts'
import { readDefinition, recordOf, savedOf } from '../definition.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { readJson } from '../request/body.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { publicationOf, versionOf, versionsOf } from '../versions.ts'
import { params, readErrors, records, writeErrors } from './definitions.ts'
import { requireScope } from './secret-key.ts'

const number = z.coerce.number().int().positive()
const versionParams = params.extend({
  version: number.meta({ description: 'Its number, from 1 on', example: 1 }),
})
const pageQuery = z.object({
  before: number.optional().meta({ description: 'Only versions with lower numbers' }),
})
const revisionQuery = saveQuery.pick({ revision: true })
const revertQuery = saveQuery.pick({ revision: true, publish: true })

function routesOf(kind: DefinitionKind) {
  const name = `${kind[0]?.toUpperCase()}${kind.slice(1)}`
  const common = { tags: [`${name}s`], security: [{ secretKey: [] }] }
  const version = versionSchema(kind).meta({ id: `${name}Version` })
  return [
    createRoute({
      ...common,
      method: 'get',
      path: '/{key}/versions',
      summary: `List the versions of a ${kind}`,
      description: 'All that was ever published of it, newest first: when, and by whom.',
      request: { params, query: pageQuery },
      responses: answers(200, versionPage, 'invalid', ...readErrors, 'not_found'),
    }),
    createRoute({
      ...common,
      method: 'get',
      path: '/{key}/versions/{version}',
      summary: `Read a version of a ${kind}`,
      description: 'As it was published.',
      request: { params: versionParams },
      responses: answers(200, version, 'invalid', ...readErrors, 'not_found'),
    }),
    createRoute({
      ...common,
      method: 'post',
      path: '/{key}/versions/{version}/revert',
      summary: `Go back to a version of a ${kind}`,
      description:
        'Makes it the draft. `publish` puts it live at once, as a new version: the history only grows. `revision` is the one that was seen: `conflict` where it is no longer the newest.',
      request: { params: versionParams, query: revertQuery },
      responses: answers(200, records[kind], 'invalid', ...readErrors, 'not_found', 'conflict'),
    }),
    createRoute({
      ...common,
      method: 'get',
      path: '/{key}/publication',
      summary: `Read when the draft of a ${kind} is to be published`,
      description: 'Answers `not_found` where nothing is scheduled.',
      request: { params },
      responses: answers(200, publication, ...readErrors, 'not_found'),
    }),
    createRoute({
      ...common,
      method: 'put',
      path: '/{key}/publication',
      summary: `Publish the draft of a ${kind} at a time`,
      description:
        'The draft as it is now goes live within a minute after that time; what is saved later is no part of it. Set again, it moves, and takes the draft as it is then. Whatever would keep it from being published now is refused.',
      request: { params, query: revisionQuery, body: bodyOf(publicationRequest) },
      responses: answers(200, publication, ...writeErrors),
    }),
    createRoute({
      ...common,
      method: 'delete',
      path: '/{key}/publication',
      summary: `Cancel the publication of a ${kind}`,
      description: 'The draft stays as it is.',
      request: { params, query: revisionQuery },
      responses: answers(200, records[kind], ...bodyErrors, ...readErrors, 'not_found', 'conflict'),
    }),
  ]
}

export function versionsFor(kind: DefinitionKind) {
  const router = createPublicRouter<KeyEnv>()
  for (const route of routesOf(kind)) router.openAPIRegistry.registerPath(route)

  router.get('/:key/versions', requireScope('read'), async (c) => {
    const where = { deps: c.get('deps'), workspace: c.get('workspace') }
    const { before } = parse(pageQuery, c.req.query())
    return c.json(await versionsOf(where, { kind, key: c.req.param('key') }, before))
  })
  router.get('/:key/versions/:version', requireScope('read'), async (c) => {
    const where = { deps: c.get('deps'), workspace: c.get('workspace') }
    const { key, version } = parse(versionParams, c.req.param())
    return c.json(await versionOf(where, { kind, key }, version))
  })
  router.post('/:key/versions/:version/revert', requireScope('author'), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const { key, version } = parse(versionParams, c.req.param())
    const { revision, publish } = parse(revertQuery, c.req.query())
    const { body } = await versionOf({ deps, workspace }, { kind, key }, version)
    const result = await deps.pipeline.save(workspace.id, {
      kind,
      body: readDefinition(kind, body, key),
      ...(revision === undefined ? {} : { revision }),
      publish,
      revertedTo: version,
      by: keyActor(c.get('key')),
      at: deps.now(),
    })
    return c.json(savedOf(result, publish))
  })
  router.get('/:key/publication', requireScope('read'), async (c) => {
    const where = { deps: c.get('deps'), workspace: c.get('workspace') }
    const { body: _body, ...rest } = await publicationOf(where, { kind, key: c.req.param('key') })
    return c.json(rest)
  })
  router.put('/:key/publication', requireScope('author'), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const key = c.req.param('key')
    const { revision } = parse(revisionQuery, c.req.query())
    const { at } = parse(publicationRequest, await readJson(c))
    const result = await deps.pipeline.schedule(workspace.id, {
      kind,
      key,
      publishAt: Date.parse(at),
      ...(revision === undefined ? {} : { revision }),
      by: keyActor(c.get('key')),
      at: deps.now(),
    })
    recordOf(result)
    const { body: _body, ...rest } = await publicationOf({ deps, workspace }, { kind, key })
    return c.json(rest)
  })
  router.delete('/:key/publication', requireScope('author'), async (c) => {
    const deps = c.get('deps')
    const { revision } = parse(revisionQuery, c.req.query())
    const result = await deps.pipeline.schedule(c.get('workspace').id, {
      kind,
      key: c.req.param('key'),
      publishAt: null,
      ...(revision === undefined ? {} : { revision }),
      by: keyActor(c.get('key')),
      at: deps.now(),
    })
    return c.json(recordOf(result))
  })
  return router
}
