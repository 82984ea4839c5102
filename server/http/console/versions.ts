/** What was published of a definition, the way back to it, and what is to be published at a time. */

import { Hono } from 'hono'
import { z } from 'zod'
import { personActor } from '../../../shared/audit/actor.ts'
import { publicationRequest } from '../../../shared/definition/definition.ts'
import { readDefinition, recordOf, savedOf } from '../definition.ts'
import type { MemberEnv } from '../router.ts'
import { parseVersion, publicationOf, versionOf, versionsOf } from '../versions.ts'
import { parseKind } from './definitions.ts'
import { validated } from './validated.ts'

const page = z.object({ before: z.coerce.number().int().positive().optional() })
const revision = z.number().int().nonnegative().optional()
const revert = z.strictObject({ revision, publish: z.boolean().default(false) })
const scheduling = publicationRequest.extend({ revision })

export const versions = new Hono<MemberEnv>()
  .get('/:kind/:key/versions', validated('query', page), async (c) => {
    const where = { deps: c.get('deps'), workspace: c.get('workspace') }
    const which = { kind: parseKind(c.req.param('kind')), key: c.req.param('key') }
    return c.json(await versionsOf(where, which, c.req.valid('query').before))
  })
  .get('/:kind/:key/versions/:version', async (c) => {
    const where = { deps: c.get('deps'), workspace: c.get('workspace') }
    const which = { kind: parseKind(c.req.param('kind')), key: c.req.param('key') }
    return c.json(await versionOf(where, which, parseVersion(c.req.param('version'))))
  })
  .post('/:kind/:key/versions/:version/revert', validated('json', revert), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const { revision, publish } = c.req.valid('json')
    const which = { kind: parseKind(c.req.param('kind')), key: c.req.param('key') }
    const version = parseVersion(c.req.param('version'))
    const { body } = await versionOf({ deps, workspace }, which, version)
    const result = await deps.pipeline.save(workspace.id, {
      kind: which.kind,
      body: readDefinition(which.kind, body, which.key),
      ...(revision === undefined ? {} : { revision }),
      publish,
      revertedTo: version,
      by: personActor(c.get('person')),
      at: deps.now(),
    })
    return c.json(savedOf(result, publish))
  })
  .get('/:kind/:key/publication', async (c) => {
    const where = { deps: c.get('deps'), workspace: c.get('workspace') }
    const which = { kind: parseKind(c.req.param('kind')), key: c.req.param('key') }
    return c.json(await publicationOf(where, which))
  })
  .put('/:kind/:key/publication', validated('json', scheduling), async (c) => {
    const deps = c.get('deps')
    const { at, revision } = c.req.valid('json')
    const result = await deps.pipeline.schedule(c.get('workspace').id, {
      kind: parseKind(c.req.param('kind')),
      key: c.req.param('key'),
      publishAt: Date.parse(at),
      ...(revision === undefined ? {} : { revision }),
      by: personActor(c.get('person')),
      at: deps.now(),
    })
    return c.json(recordOf(result))
  })
  .delete('/:kind/:key/publication', async (c) => {
    const deps = c.get('deps')
    const result = await deps.pipeline.schedule(c.get('workspace').id, {
      kind: parseKind(c.req.param('kind')),
      key: c.req.param('key'),
      publishAt: null,
      by: personActor(c.get('person')),
      at: deps.now(),
    })
    return c.json(recordOf(result))
  })
