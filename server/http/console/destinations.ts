/** Destinations and what became of what was sent there, for the people of a workspace. */
import type { Context } from 'hono'
import { Hono } from 'hono'
import { z } from 'zod'
import { personActor } from '../../../shared/audit/actor.ts'
import { destinationBody } from '../../../shared/destination/destination.ts'
import { deliveryStatuses } from '../../../shared/play/delivery.ts'
import { listDeliveries } from '../../store/workspace/queries/deliveries.ts'
import {
  addDestination,
  type Changing,
  changeDestination,
  kindLacks,
  listDestinations,
  readDelivery,
  removeDestination,
  retryDelivery,
  retryFailed,
  rotateSecret,
  sendSample,
  switchDestination,
} from '../destinations.ts'
import type { MemberEnv } from '../router.ts'
import { limitOf } from './limit.ts'
import { validated } from './validated.ts'

export const destinations = new Hono<MemberEnv>()
  .get('/', async (c) => c.json(await listDestinations(c.get('deps'), c.get('workspace'))))
  .get('/lacks', (c) => c.json(kindLacks(c.get('deps'))))
  .post('/', validated('json', destinationBody), async (c) =>
    c.json(await addDestination(changing(c), c.req.valid('json')), 201),
  )
  .put('/:id', validated('json', destinationBody), async (c) => {
    const change = { id: c.req.param('id'), body: c.req.valid('json') }
    return c.json(await changeDestination(changing(c), change))
  })
  .delete('/:id', async (c) => c.json(await removeDestination(changing(c), c.req.param('id'))))
  .post('/:id/sample', async (c) =>
    c.json(await sendSample(c.get('deps'), c.get('workspace'), c.req.param('id'))),
  )
  .post('/:id/rotate', async (c) => c.json(await rotateSecret(changing(c), c.req.param('id'))))
  .post('/:id/pause', async (c) => {
    const change = { id: c.req.param('id'), to: 'paused' as const }
    return c.json(await switchDestination(changing(c), change))
  })
  .post('/:id/resume', async (c) => {
    const change = { id: c.req.param('id'), to: 'on' as const }
    return c.json(await switchDestination(changing(c), change))
  })
  .post('/:id/retry', async (c) => c.json(await retryFailed(changing(c), c.req.param('id'))))

const filter = z.object({
  destination: z.string().min(1).max(64).optional(),
  status: z.enum(deliveryStatuses).optional(),
  limit: limitOf(100),
})

export const deliveries = new Hono<MemberEnv>()
  .get('/', validated('query', filter), async (c) =>
    c.json(await listDeliveries(c.get('workspace').db, c.req.valid('query'))),
  )
  .get('/:id', async (c) => c.json(await readDelivery(c.get('workspace'), c.req.param('id'))))
  .post('/:id/retry', async (c) => c.json(await retryDelivery(changing(c), c.req.param('id'))))

function changing(c: Context<MemberEnv>): Changing {
  return { deps: c.get('deps'), workspace: c.get('workspace'), by: personActor(c.get('person')) }
}
