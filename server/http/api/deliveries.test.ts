import { expect, test } from 'vitest'
import { dayMs } from '../../../shared/duration.ts'
import { testApp } from '../../test-app.ts'

const url = 'https://hooks.example/brim'

async function told() {
  const app = await testApp()
  const { api, clock, deps } = app
  await api('PUT', '/settings', { webhook: { url } })
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  const offer = { name: 'Try', kind: 'trial', plan: 'team', lasts: '14d' }
  await api('PUT', '/offers/try-team?publish=true', offer)
  await api('PUT', '/accounts/acme', { traits: {} })
  const endsAt = new Date(clock.now + dayMs).toISOString()
  await api('PUT', '/accounts/acme/trials/try-team', { endsAt })
  const nudged: string[] = []
  deps.deliver = (workspace) => void nudged.push(workspace)
  const newest = async () => (await (await api('GET', '/deliveries')).json()).deliveries[0]
  return { ...app, nudged, newest }
}

test('the secret of the webhook is made once, and rotated', async () => {
  const { api, clock } = await testApp()
  const read = async () => (await api('GET', '/webhook')).json()
  const first = await read()
  const secret = expect.stringMatching(/^whsec_/)
  expect(first).toEqual({ url: null, secret, previous: null, isGone: false })
  expect(await read()).toEqual(first)
  const rotated = await (await api('POST', '/webhook/rotate')).json()
  const previous = { secret: first.secret, until: clock.now + dayMs }
  expect(rotated).toEqual({ ...first, secret, previous })
  expect(rotated.secret).not.toBe(first.secret)
  expect(await read()).toEqual(rotated)
  clock.now += dayMs
  expect(await read()).toEqual({ ...rotated, previous: null })
})

test('each workspace has a secret of its own, kept from keys that only read', async () => {
  const { api, keys, deps } = await testApp()
  const own = await (await api('GET', '/webhook')).json()
  const other = await (await api('GET', '/webhook', undefined, keys.others)).json()
  expect(own.secret).not.toBe(other.secret)
  await deps.control.client.execute(`update keys set scopes = '["read"]' where id = 'k2'`)
  deps.keys.forget()
  expect((await api('GET', '/webhook')).status).toBe(403)
  expect((await api('GET', '/deliveries')).status).toBe(200)
})

test('deliveries are listed as they stand', async () => {
  const { newest, clock, deps } = await told()
  const delivery = {
    id: expect.stringMatching(/^msg_[\w-]{25}$/),
    destination: 'webhook',
    type: 'trial_started',
    payload: {
      type: 'trial_started',
      timestamp: new Date(clock.now).toISOString(),
      data: {
        account: 'acme',
        user: null,
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
  const { id } = await newest()
  const settlement = { id, at: clock.now, status: 404, error: 'Answered 404' }
  await deps.pipeline.settleDelivery('w1', { ...settlement, outcome: { kind: 'failed' } })
  expect(await newest()).toEqual({
    ...delivery,
    status: 'failed',
    nextAttemptAt: null,
    failedAt: clock.now,
    lastStatus: 404,
    lastError: 'Answered 404',
  })
})

test('a delivery is retried at once, by its own workspace only', async () => {
  const { api, newest, nudged, clock, deps, keys } = await told()
  const { id } = await newest()
  const settlement = { id, at: clock.now, status: 200, error: null }
  await deps.pipeline.settleDelivery('w1', { ...settlement, outcome: { kind: 'delivered' } })
  expect(await newest()).toMatchObject({ status: 'delivered', deliveredAt: clock.now })
  clock.now += 1
  const path = `/deliveries/${id}/retry`
  expect((await api('POST', path, undefined, keys.others)).status).toBe(404)
  expect((await api('POST', '/deliveries/msg_nothing/retry')).status).toBe(404)
  expect(nudged).toEqual([])
  const retried = await api('POST', path)
  expect(await retried.json()).toMatchObject({ id, status: 'pending', nextAttemptAt: clock.now })
  expect(nudged).toEqual(['w1'])
})
