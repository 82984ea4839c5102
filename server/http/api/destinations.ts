/** Where a workspace is told what happens: set up, tried, switched, removed. */

import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { keyActor } from '../../../shared/audit/actor.ts'
import {
  attempt,
  destination,
  destinationBody,
  savedDestination,
} from '../../../shared/destination/destination.ts'
import {
  addDestination,
  type Changing,
  changeDestination,
  findDestination,
  listDestinations,
  removeDestination,
  retryFailed,
  rotateSecret,
  sendSample,
  switchDestination,
} from '../destinations.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { plainJson } from '../request/body.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

const common = { tags: ['Destinations'], security: [{ secretKey: [] }] }
const errors = ['unknown_key', 'forbidden'] as const
const ofOne = ['invalid', ...errors, 'not_found'] as const
const params = z.object({
  id: z.string().min(1).max(64).meta({ description: 'The id of the destination' }),
})
const about =
  'Credentials are sealed when they come, and never answered; those that are not given stay as they are.'

export const destinations = createPublicRouter<KeyEnv>()
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/destinations',
      middleware: requireScope('read'),
      summary: 'List destinations',
      description: 'With how it goes: what waits, what has failed, and the newest attempt.',
      responses: answers(200, z.object({ destinations: z.array(destination) }), ...errors),
    }),
    async (c) => {
      const destinations = await listDestinations(c.get('deps'), c.get('workspace'))
      return c.json({ destinations }, 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/destinations',
      middleware: [requireScope('author'), plainJson],
      summary: 'Add a destination',
      description: `It is told what \`hears\` says from the next event on. ${about} For a webhook, the answer tells the secret that signs it as Standard Webhooks has it: this once.`,
      request: { body: bodyOf(destinationBody) },
      responses: answers(201, savedDestination, ...bodyErrors, ...errors, 'conflict'),
    }),
    async (c) => c.json(await addDestination(changing(c), c.req.valid('json')), 201),
  )
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/destinations/{id}',
      middleware: requireScope('read'),
      summary: 'Read a destination',
      description: 'With how it goes: what waits, what has failed, and the newest attempt.',
      request: { params },
      responses: answers(200, destination, ...ofOne),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await findDestination(c.get('deps'), c.get('workspace'), id), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'put',
      path: '/destinations/{id}',
      middleware: [requireScope('author'), plainJson],
      summary: 'Change a destination',
      description: `Replaces name, settings and what it hears; its kind and its key stay. ${about} One that was gone is tried again.`,
      request: { params, body: bodyOf(destinationBody) },
      responses: answers(200, destination, ...bodyErrors, ...errors, 'not_found'),
    }),
    async (c) => {
      const change = { id: c.req.valid('param').id, body: c.req.valid('json') }
      return c.json(await changeDestination(changing(c), change), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/destinations/{id}',
      middleware: requireScope('author'),
      summary: 'Remove a destination',
      description: 'What waits for it is not sent any more; what became of the rest can be read.',
      request: { params },
      responses: answers(200, z.object({ removed: z.string() }), ...ofOne),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await removeDestination(changing(c), id), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/destinations/{id}/sample',
      middleware: requireScope('author'),
      summary: 'Send a sample',
      description:
        'Sends a made-up signal, marked as one, now and once. Answers what the other end said, and how long it took.',
      request: { params },
      responses: answers(200, attempt, ...ofOne, 'conflict'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await sendSample(c.get('deps'), c.get('workspace'), id), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/destinations/{id}/rotate',
      middleware: requireScope('author'),
      summary: 'Rotate the secret of a webhook',
      description: 'For 24 hours the secret before signs too, and a receiver may use either.',
      request: { params },
      responses: answers(200, savedDestination, ...ofOne, 'conflict'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await rotateSecret(changing(c), id), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/destinations/{id}/pause',
      middleware: requireScope('author'),
      summary: 'Pause a destination',
      description: 'What it is to hear waits in the outbox, and goes out when it is resumed.',
      request: { params },
      responses: answers(200, destination, ...ofOne),
    }),
    async (c) => {
      const change = { id: c.req.valid('param').id, to: 'paused' as const }
      return c.json(await switchDestination(changing(c), change), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/destinations/{id}/resume',
      middleware: requireScope('author'),
      summary: 'Resume a destination',
      description: 'Also one that was gone. It is tried at once, whatever its circuit.',
      request: { params },
      responses: answers(200, destination, ...ofOne),
    }),
    async (c) => {
      const change = { id: c.req.valid('param').id, to: 'on' as const }
      return c.json(await switchDestination(changing(c), change), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/destinations/{id}/retry',
      middleware: requireScope('author'),
      summary: 'Retry what has failed',
      description: 'All deliveries of it that have failed for good start over, with their ids.',
      request: { params },
      responses: answers(200, z.object({ retried: z.number() }), ...ofOne),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await retryFailed(changing(c), id), 200)
    },
  )

function changing(c: Context<KeyEnv>): Changing {
  return { deps: c.get('deps'), workspace: c.get('workspace'), by: keyActor(c.get('key')) }
}
