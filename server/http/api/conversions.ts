/** `POST /v1/conversions`: what billing or a backend says was bought. */
import { createRoute, z } from '@hono/zod-openapi'
import { conversionsRequest, ingestResponse, itemSchemas } from '../../../shared/protocol/api.ts'
import { fromConversion } from '../../pipeline/normalise.ts'
import { faultOf, parse } from '../answer/api-error.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { readJson } from '../request/body.ts'
import { judge, land } from '../request/items.ts'
import { refuseUnspeakable } from '../request/reserved.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

const batch = conversionsRequest
  .extend({ conversions: z.array(itemSchemas.conversion) })
  .meta({ id: 'ConversionsRequest' })

const route = createRoute({
  method: 'post',
  path: '/conversions',
  tags: ['Ingest'],
  security: [{ secretKey: [] }],
  summary: 'Tell what was bought',
  description:
    'A batch, or one conversion by itself. Items of a batch are judged one by one; one by itself is refused with `invalid`. A repeated `messageId` counts once. Without a `decision` it is put down to the last prompt of the last 14 days whose offer can have led to it. A nudge whose offer was taken stops, unless its author said otherwise; the plan itself is the trait `plan` of the account.',
  request: { body: bodyOf(z.union([batch, itemSchemas.conversion])) },
  responses: answers(200, ingestResponse, ...bodyErrors, 'unknown_key', 'forbidden', 'erased'),
})

export const conversions = createPublicRouter<KeyEnv>()
conversions.openAPIRegistry.registerPath(route)

conversions.post(route.path, requireScope('ingest'), async (c) => {
  const deps = c.get('deps')
  const workspace = c.get('workspace')
  const at = deps.now()
  const body = await readJson(c)
  const isBatch = typeof body === 'object' && body !== null && 'conversions' in body
  if (!isBatch) refuseUnspeakable(body)
  const request = isBatch
    ? parse(conversionsRequest, body)
    : { conversions: [parse(itemSchemas.conversion, body)] }
  const backend = {
    arrival: { at, sentAt: request.sentAt },
    newId: () => c.get('identityOf')().messageId,
  }
  const items = request.conversions
  const judged = judge(items, { schema: itemSchemas.conversion }, (item) =>
    fromConversion(item, backend),
  )
  const landed = await land(deps, { workspace: workspace.id, source: 'api', at, items, judged })
  const { accepted, repeated, refused, done } = landed
  const fault = !isBatch && done ? faultOf(done) : undefined
  if (fault) throw fault
  return c.json({ accepted, repeated, refused })
})
