/** What has been, or is to be, delivered to destinations. */

import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { keyActor } from '../../../shared/audit/actor.ts'
import { delivery, deliveryDetail, deliveryStatuses } from '../../../shared/play/delivery.ts'
import { listDeliveries } from '../../store/workspace/queries/deliveries.ts'
import { type Changing, readDelivery, retryDelivery } from '../destinations.ts'
import { answers } from '../openapi.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

const common = { tags: ['Destinations'], security: [{ secretKey: [] }] }
const errors = ['unknown_key', 'forbidden'] as const
const listed = 100
const params = z.object({
  id: z.string().min(1).max(64).meta({ description: 'The id of the delivery' }),
})
const query = z.object({
  destination: z.string().min(1).max(64).optional().meta({ description: 'Of this one only' }),
  status: z.enum(deliveryStatuses).optional().meta({ description: 'Those only' }),
})

export const deliveries = createPublicRouter<KeyEnv>()
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/deliveries',
      middleware: requireScope('read'),
      summary: 'List deliveries',
      description: `The newest ${listed}. One that is over is kept for 30 days.`,
      request: { query },
      responses: answers(200, z.object({ deliveries: z.array(delivery) }), 'invalid', ...errors),
    }),
    async (c) => {
      const filter = { ...c.req.valid('query'), limit: listed }
      return c.json({ deliveries: await listDeliveries(c.get('workspace').db, filter) }, 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/deliveries/{id}',
      middleware: requireScope('read'),
      summary: 'Read a delivery',
      description: 'With every attempt of the last 30 days, and what it was answered.',
      request: { params },
      responses: answers(200, deliveryDetail, 'invalid', ...errors, 'not_found'),
    }),
    async (c) => c.json(await readDelivery(c.get('workspace'), c.req.valid('param').id), 200),
  )
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/deliveries/{id}/retry',
      middleware: requireScope('author'),
      summary: 'Retry a delivery',
      description:
        'Sends it again now, delivered or not, with the same id and all its attempts before it. A destination that was gone is given another chance.',
      request: { params },
      responses: answers(200, delivery, 'invalid', ...errors, 'not_found'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await retryDelivery(changing(c), id), 200)
    },
  )

function changing(c: Context<KeyEnv>): Changing {
  return { deps: c.get('deps'), workspace: c.get('workspace'), by: keyActor(c.get('key')) }
}
