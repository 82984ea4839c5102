/** What is authored: triggers, nudges, offers and plans. */

import { Hono } from 'hono'
import { z } from 'zod'
import { personActor } from '../../../shared/audit/actor.ts'
import {
  type DefinitionKind,
  type DefinitionRecord,
  definitionChanges,
  definitionKind,
} from '../../../shared/definition/definition.ts'
import {
  countAccountsOnPlans,
  findDefinition,
  listDefinitions,
  listFormerNames,
} from '../../store/workspace/queries/definitions.ts'
import { ApiError, parse } from '../answer/api-error.ts'
import { readDefinition, recordOf, removedOf, savedOf } from '../definition.ts'
import { readJson } from '../request/body.ts'
import type { MemberEnv } from '../router.ts'
import { archivedOf, updatedBy } from '../versions.ts'
import { validated } from './validated.ts'

const revision = z.number().int().nonnegative().optional()
const save = z.strictObject({
  body: z.unknown(),
  /** The revision that was edited; 0 for something new. Absent: whatever is there. */
  revision,
  publish: z.boolean().default(false),
})

const change = z.enum(definitionChanges)
const seen = z.strictObject({ revision })

export const definitions = new Hono<MemberEnv>()
  .get('/names', async (c) => c.json(await listFormerNames(c.get('workspace').db)))
  .get('/accounts', async (c) => c.json(await countAccountsOnPlans(c.get('workspace').db)))
  .get('/:kind', async (c) => {
    const kind = parseKind(c.req.param('kind'))
    const workspace = c.get('workspace')
    if (c.req.query('archived') === 'true') {
      return c.json(await archivedOf({ deps: c.get('deps'), workspace }, kind))
    }
    const all: DefinitionRecord[] = await listDefinitions(workspace.db, kind)
    return c.json(all)
  })
  .get('/:kind/:key', async (c) => {
    const kind = parseKind(c.req.param('kind'))
    const key = c.req.param('key')
    const workspace = c.get('workspace')
    const found = await findDefinition(workspace.db, kind, key)
    if (!found) throw new ApiError('not_found', `There is no ${kind} "${key}"`)
    const where = { deps: c.get('deps'), workspace }
    return c.json({ ...found, updatedBy: await updatedBy(where, { kind, key }) })
  })
  .put('/:kind/:key', validated('json', save), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const person = c.get('person')
    const { body, revision, publish } = c.req.valid('json')
    const kind = parseKind(c.req.param('kind'))
    const result = await deps.pipeline.save(workspace.id, {
      kind,
      body: readDefinition(kind, body, c.req.param('key')),
      ...(revision === undefined ? {} : { revision }),
      publish,
      by: personActor(person),
      at: deps.now(),
    })
    return c.json(savedOf(result, publish))
  })
  .delete('/:kind/:key', async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const { kind, key } = c.req.param()
    const by = personActor(c.get('person'))
    const request = { kind: parseKind(kind), key, by, at: deps.now() }
    return c.json(removedOf(await deps.pipeline.remove(workspace.id, request)))
  })
  .post('/:kind/:key/:change', async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const person = c.get('person')
    const { kind, key } = c.req.param()
    const parsed = change.safeParse(c.req.param('change'))
    if (!parsed.success) throw new ApiError('not_found', 'There is nothing here')
    const hasBody = c.req.header('content-type') !== undefined
    const { revision } = hasBody ? parse(seen, await readJson(c)) : {}
    const result = await deps.pipeline.setStatus(workspace.id, {
      kind: parseKind(kind),
      key,
      change: parsed.data,
      ...(revision === undefined ? {} : { revision }),
      by: personActor(person),
      at: deps.now(),
    })
    return c.json(recordOf(result, parsed.data))
  })

export function parseKind(text: string): DefinitionKind {
  const kind = definitionKind.safeParse(text)
  if (!kind.success) throw new ApiError('not_found', 'There is nothing here')
  return kind.data
}
