import { expect, test } from 'vitest'
import { dayMs } from '../../../shared/value/duration.ts'
import { testApp } from '../../test-app.ts'

const body = {
  kind: 'webhook',
  name: 'Our backend',
  hears: { events: ['trial_started'] },
  settings: { url: 'https://hooks.example/brim' },
}

async function told() {
  const app = await testApp()
  const { api, clock, deps } = app
  const made = await api('POST', '/destinations', body)
  const { destination } = await made.json()
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  const offer = { name: 'Try', kind: 'trial', plan: 'team', lasts: '14d' }
  await api('PUT', '/offers/try-team?publish=true', offer)
  await api('PUT', '/accounts/acme', { traits: { name: 'Acme' } })
  const endsAt = new Date(clock.now + dayMs).toISOString()
  await api('PUT', '/accounts/acme/trials/try-team', { endsAt })
  const nudged: string[] = []
  deps.deliver = (workspace) => void nudged.push(workspace)
  const newest = async () => (await (await api('GET', '/deliveries')).json()).deliveries[0]
  /** As whoever sends notes it. */
  const settle = async (
    outcome: 'delivered' | 'failed',
    status: number,
    note: string | null = null,
  ) => {
    const leasing = { at: clock.now, settlements: [], leases: true }
    const { deliveries, destinations } = await deps.pipeline.turnOutbox('w1', leasing)
    const [due = expect.fail('nothing is due')] = deliveries
    const { id, lease } = due
    const settlement = {
      id,
      destination: destination.id as string,
      lease,
      setUp: destinations[0]?.setUp ?? 0,
      at: clock.now,
      tookMs: 12,
      status,
      answer: 'well',
      error: outcome === 'failed' ? `Answered ${status}` : null,
      note,
      health: 'well' as const,
      heldUntil: null,
      outcome: { kind: outcome },
    }
    await deps.pipeline.turnOutbox('w1', {
      at: clock.now,
      settlements: [settlement],
      leases: false,
    })
    return id
  }
  return { ...app, nudged, newest, settle, destination: destination.id as string }
}

test('deliveries are listed as they stand, and told with each attempt', async () => {
  const { api, newest, clock, settle, destination } = await told()
  const delivery = {
    id: expect.stringMatching(/^msg_[\w-]{25}$/),
    destination,
    type: 'trial_started',
    payload: {
      type: 'trial_started',
      timestamp: new Date(clock.now).toISOString(),
      data: {
        account: 'acme',
        user: null,
        traits: { account: { name: 'Acme' } },
        offer: 'try-team',
        plan: 'team',
        startedAt: clock.now,
        endsAt: clock.now + dayMs,
      },
    },
    status: 'pending',
    attempts: 0,
    createdAt: clock.now,
    nextAttemptAt: clock.now,
    deliveredAt: null,
    failedAt: null,
    lastStatus: null,
    lastError: null,
  }
  expect(await newest()).toEqual(delivery)
  const id = await settle('failed', 404)
  const failed = {
    ...delivery,
    status: 'failed',
    attempts: 1,
    nextAttemptAt: null,
    failedAt: clock.now,
    lastStatus: 404,
    lastError: 'Answered 404',
  }
  expect(await newest()).toEqual(failed)
  expect(await (await api('GET', `/deliveries/${id}`)).json()).toEqual({
    delivery: failed,
    attempts: [
      {
        at: clock.now,
        tookMs: 12,
        outcome: 'failed',
        status: 404,
        answer: 'well',
        error: 'Answered 404',
        note: null,
      },
    ],
  })
  const listed = await (await api('GET', '/destinations')).json()
  expect(listed.destinations).toMatchObject([
    { waiting: 0, failed: 1, last: { status: 404, answer: 'well' } },
  ])
})

test.each([
  ['?status=failed', 1],
  ['?status=pending', 0],
  ['?status=delivered', 0],
  ['?destination=dst_other', 0],
])('deliveries are found by %s', async (query, count) => {
  const { api, settle } = await told()
  await settle('failed', 404)
  const listed = await (await api('GET', `/deliveries${query}`)).json()
  expect(listed.deliveries).toHaveLength(count)
  expect((await api('GET', '/deliveries?status=lost')).status).toBe(400)
})

test('a delivery is retried at once, by its own workspace only', async () => {
  const { api, newest, nudged, clock, keys, settle } = await told()
  const id = await settle('delivered', 200)
  expect(await newest()).toMatchObject({ status: 'delivered', deliveredAt: clock.now })
  clock.now += 1
  const path = `/deliveries/${id}/retry`
  expect((await api('POST', path, undefined, keys.others)).status).toBe(404)
  expect((await api('GET', `/deliveries/${id}`, undefined, keys.others)).status).toBe(404)
  expect((await api('POST', '/deliveries/msg_nothing/retry')).status).toBe(404)
  expect(nudged).toEqual([])
  const retried = await api('POST', path)
  expect(await retried.json()).toMatchObject({ id, status: 'pending', nextAttemptAt: clock.now })
  expect(nudged).toEqual(['w1'])
})

test('all that a destination has failed is retried at once', async () => {
  const { api, newest, nudged, keys, settle, destination } = await told()
  await settle('failed', 404)
  const path = `/destinations/${destination}/retry`
  expect((await api('POST', path, undefined, keys.others)).status).toBe(404)
  expect(await (await api('POST', path)).json()).toEqual({ retried: 1 })
  expect(await (await api('POST', path)).json()).toEqual({ retried: 0 })
  expect(await newest()).toMatchObject({ status: 'pending' })
  expect(nudged).toEqual(['w1', 'w1'])
})

test('of a destination that was removed nothing can be retried', async () => {
  const { api, newest, destination } = await told()
  expect((await api('DELETE', `/destinations/${destination}`)).status).toBe(200)
  const { id, status, lastError } = await newest()
  expect([status, lastError]).toEqual(['failed', 'The destination was removed'])
  expect((await api('POST', `/deliveries/${id}/retry`)).status).toBe(404)
})

test('what is to be known of an attempt though it was taken is told with it', async () => {
  const { api, settle } = await told()
  const note = 'Meant for ada@x.io, whom HubSpot does not know as a user. It went to nobody'
  const id = await settle('delivered', 201, note)
  const { attempts } = await (await api('GET', `/deliveries/${id}`)).json()
  expect(attempts).toMatchObject([{ outcome: 'delivered', status: 201, error: null, note }])
})
