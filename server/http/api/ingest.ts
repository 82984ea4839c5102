/** `POST /v1/events` and `POST /v1/meters`: batches from a backend. */
import { createRoute, z } from '@hono/zod-openapi'
import {
  eventsRequest,
  ingestResponse,
  itemSchemas,
  metersRequest,
} from '../../../shared/protocol/api.ts'
import { fromEvent, fromReading } from '../../pipeline/normalise.ts'
import { parse } from '../answer/api-error.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { readJson } from '../request/body.ts'
import { judge, type Landed, land } from '../request/items.ts'
import { isPlainEvent } from '../request/plain-event.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

const shared = {
  method: 'post' as const,
  tags: ['Ingest'],
  security: [{ secretKey: [] }],
  responses: answers(200, ingestResponse, ...bodyErrors, 'unknown_key', 'forbidden'),
  description:
    'At most 500 items and 500 KB, gzipped or not, whatever the Content-Type. Items are judged one by one: the good ones are in the database when the answer comes, the others are listed with their faults. A repeated `messageId` counts once.',
}

const eventsRoute = createRoute({
  ...shared,
  path: '/events',
  summary: 'Send events',
  request: {
    body: bodyOf(
      eventsRequest.extend({ events: z.array(itemSchemas.event) }).meta({ id: 'EventsRequest' }),
    ),
  },
})

const metersRoute = createRoute({
  ...shared,
  path: '/meters',
  summary: 'Send meter readings',
  request: {
    body: bodyOf(
      metersRequest
        .extend({ readings: z.array(itemSchemas.meterReading) })
        .meta({ id: 'MetersRequest' }),
    ),
  },
})

const ofEvents = { schema: itemSchemas.event, isPlain: isPlainEvent }

export const ingest = createPublicRouter<KeyEnv>()
for (const route of [eventsRoute, metersRoute]) ingest.openAPIRegistry.registerPath(route)

ingest.post(eventsRoute.path, requireScope('ingest'), async (c) => {
  const deps = c.get('deps')
  const workspace = c.get('workspace')
  const request = parse(eventsRequest, await readJson(c))
  const at = deps.now()
  const backend = { arrival: { at, sentAt: request.sentAt }, newId: deps.newId }
  const items = request.events
  const judged = judge(items, ofEvents, (item) => fromEvent(item, backend))
  const batch = { workspace: workspace.id, source: 'api', at, items, judged } as const
  return c.json(answerOf(await land(deps, batch)))
})

ingest.post(metersRoute.path, requireScope('ingest'), async (c) => {
  const deps = c.get('deps')
  const workspace = c.get('workspace')
  const request = parse(metersRequest, await readJson(c))
  const at = deps.now()
  const backend = { arrival: { at, sentAt: request.sentAt }, newId: deps.newId }
  const items = request.readings
  const judged = judge(items, { schema: itemSchemas.meterReading }, (item) =>
    fromReading(item, backend),
  )
  const batch = { workspace: workspace.id, source: 'api', at, items, judged } as const
  return c.json(answerOf(await land(deps, batch)))
})

function answerOf({ accepted, repeated, refused }: Landed): z.infer<typeof ingestResponse> {
  return { accepted, repeated, refused }
}
