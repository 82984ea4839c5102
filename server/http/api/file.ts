/** All definitions as one file, for repositories: out, what it would change, and in. */

import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { keyActor } from '../../../shared/audit/actor.ts'
import { importPlan } from '../../../shared/file/plan.ts'
import { parse } from '../answer/api-error.ts'
import {
  exportQuery,
  fileHeaders,
  importQuery,
  planQuery,
  readFileText,
  takeFile,
  writeFile,
} from '../definitions-file.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

/** `/brim.schema.json` says all of it. */
export const fileBody = z
  .looseObject({ format: z.literal(1) })
  .meta({ id: 'DefinitionsFile', description: 'As `/brim.schema.json` describes it' })

const common = { tags: ['Definitions'], security: [{ secretKey: [] }] }
const errors = ['unknown_key', 'forbidden'] as const

const exporting = createRoute({
  ...common,
  method: 'get',
  path: '/definitions',
  summary: 'Export the definitions',
  description:
    'All triggers, nudges, plays, offers, plans and metered meters as one file, `brim.json`: the same definitions are the same bytes. No key, secret or webhook is in it.',
  request: { query: exportQuery },
  responses: answers(200, fileBody, 'invalid', ...errors),
})
const planning = createRoute({
  ...common,
  method: 'post',
  path: '/definitions/plan',
  summary: 'Plan an import',
  description:
    'What an import of this file would create, change and delete; nothing is written. All faults of the file are told at once, each with its path and line.',
  request: { query: planQuery, body: bodyOf(fileBody) },
  responses: answers(200, importPlan, ...bodyErrors, ...errors),
})
const importing = createRoute({
  ...common,
  method: 'put',
  path: '/definitions',
  summary: 'Import definitions',
  description:
    'Takes the file, all of it or nothing. Sent again it changes nothing. With the `base` of a plan it is refused where anything has changed since.',
  request: { query: importQuery, body: bodyOf(fileBody) },
  responses: answers(200, importPlan, ...bodyErrors, ...errors, 'conflict'),
})

export const file = createPublicRouter<KeyEnv>()
for (const route of [exporting, planning, importing]) file.openAPIRegistry.registerPath(route)
file.get('/definitions', requireScope('read'), async (c) => {
  const { state } = parse(exportQuery, c.req.query())
  return c.body(
    await writeFile(c.get('deps'), c.get('workspace').id, { state, address: c.req.url }),
    200,
    fileHeaders,
  )
})
file.post('/definitions/plan', requireScope('author'), async (c) => {
  const query = parse(planQuery, c.req.query())
  const text = await readFileText(c)
  const asked = { ...query, text, by: keyActor(c.get('key')), dryRun: true }
  return c.json(await takeFile(c.get('deps'), c.get('workspace').id, asked))
})
file.put('/definitions', requireScope('author'), async (c) => {
  const query = parse(importQuery, c.req.query())
  const text = await readFileText(c)
  const asked = { ...query, text, by: keyActor(c.get('key')), dryRun: false }
  return c.json(await takeFile(c.get('deps'), c.get('workspace').id, asked))
})
