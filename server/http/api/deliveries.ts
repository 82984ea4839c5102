/** The webhook of the workspace, and what has been, or is to be, delivered to it. */

import { createRoute, z } from '@hono/zod-openapi'
import { keyActor } from '../../../shared/audit/actor.ts'
import { delivery, webhook } from '../../../shared/delivery.ts'
import { findDelivery, listDeliveries } from '../../store/workspace/queries/deliveries.ts'
import { ApiError } from '../api-error.ts'
import { answers } from '../openapi.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

const common = { tags: ['Webhook'], security: [{ secretKey: [] }] }
const errors = ['unknown_key', 'forbidden'] as const
const listed = 100

export const deliveries = createPublicRouter<KeyEnv>()
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/webhook',
      middleware: requireScope('author'),
      summary: 'Read the webhook',
      description:
        'Where Brim tells what happens to trials (`trial_started`, `trial_extended`, `trial_ended`), and the secret that signs it as Standard Webhooks has it. The address is set as `webhook` in the settings. One that answers 410 Gone is told nothing more until it is set again, or a delivery is retried.',
      responses: answers(200, webhook, ...errors),
    }),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      return c.json(await deps.pipeline.webhook(workspace.id, deps.now()), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/webhook/rotate',
      middleware: requireScope('author'),
      summary: 'Rotate the secret of the webhook',
      description: 'For 24 hours the secret before signs too, and a receiver may use either.',
      responses: answers(200, webhook, ...errors),
    }),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      return c.json(
        await deps.pipeline.rotateWebhook(workspace.id, keyActor(c.get('key')), deps.now()),
        200,
      )
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/deliveries',
      middleware: requireScope('read'),
      summary: 'List deliveries',
      description: `The newest ${listed}. One that is over is kept for 30 days.`,
      responses: answers(200, z.object({ deliveries: z.array(delivery) }), ...errors),
    }),
    async (c) => c.json({ deliveries: await listDeliveries(c.get('workspace').db, listed) }, 200),
  )
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/deliveries/{id}/retry',
      middleware: requireScope('author'),
      summary: 'Retry a delivery',
      description:
        'Sends it again now, delivered or not, with the same id and all its attempts before it. An address that has answered 410 Gone is given another chance.',
      request: {
        params: z.object({
          id: z.string().min(1).max(64).meta({ description: 'The id of the delivery' }),
        }),
      },
      responses: answers(200, delivery, 'invalid', ...errors, 'not_found'),
    }),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const { id } = c.req.valid('param')
      const doing = { by: keyActor(c.get('key')), at: deps.now() }
      const isThere = await deps.pipeline.retryDelivery(workspace.id, id, doing)
      const found = isThere ? await findDelivery(workspace.db, id) : undefined
      if (!found) throw new ApiError('not_found', 'There is no such delivery')
      deps.deliver(workspace.id)
      return c.json(found, 200)
    },
  )
