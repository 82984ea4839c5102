// The tools' own libraries from npm, against a server that listens: each has its first answer be "too
// much", loses the second one on its way though what it sent has landed, and sends until all is there, once.
import * as amplitude from '@amplitude/analytics-node'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'
import Mixpanel from 'mixpanel'
import { PostHog } from 'posthog-node'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Vendor } from '../../../shared/event/source.ts'
import { listen } from '../../listen.ts'
import { PipelineUnavailable } from '../../pipeline/pipeline.ts'
import { testApp } from '../../test-app.ts'

/** A listening server with a source, and what it answered. */
async function listening(vendor: Vendor, { isTroubled = true } = {}) {
  let refusals = isTroubled ? 1 : 0
  let losses = isTroubled ? 1 : 0
  const app = await testApp({
    pipeline: (real) => ({
      ...real,
      submit: (...work) =>
        refusals-- > 0 ? Promise.reject(new PipelineUnavailable('too much')) : real.submit(...work),
    }),
  })
  const statuses: number[] = []
  const server = await listen(
    async (request) => {
      const answer = await app.app.fetch(request)
      statuses.push(answer.status)
      return answer.ok && losses-- > 0 ? new Response('lost', { status: 502 }) : answer
    },
    { host: '127.0.0.1', port: 0 },
  )
  onTestFinished(() => server.close())
  const { token } = await app.addSource(vendor)
  return {
    ...app,
    token,
    statuses,
    port: server.port,
    url: `http://127.0.0.1:${server.port}`,
    async landed() {
      const { client } = await app.deps.openWorkspace('w1')
      const { rows } = await client.execute(
        "SELECT name, account, user, properties FROM events WHERE name IN ('paywall_hit', 'feature_used', 'Opened') ORDER BY seq",
      )
      return rows.map((row) => [row.name, row.account, row.user])
    },
    async traitsOf(account: string) {
      return (await (await app.api('GET', `/accounts/${account}`)).json()).traits
    },
  }
}

const troubled = [503, 200, 200]

test('@segment/analytics-node: all of it is there, once', async () => {
  const { url, token, statuses, landed, traitsOf } = await listening('segment')
  const analytics = new Analytics({ writeKey: token, host: url, flushAt: 10 })
  const context = { groupId: 'acme' }
  analytics.group({ userId: 'mara', groupId: 'acme', traits: { plan: 'free' } })
  analytics.track({
    userId: 'mara',
    event: 'Paywall Hit',
    properties: { feature: 'export' },
    context,
  })
  analytics.track({ userId: 'mara', event: 'Opened' })
  await analytics.closeAndFlush()
  expect(statuses).toEqual(troubled)
  expect(await landed()).toEqual([
    ['paywall_hit', 'acme', 'mara'],
    ['Opened', 'acme', 'mara'],
  ])
  expect(await traitsOf('acme')).toMatchObject({ plan: 'free' })
}, 30_000)

test('@segment/analytics-node with a wrong key is told so', async () => {
  const { url, statuses } = await listening('segment', { isTroubled: false })
  const analytics = new Analytics({ writeKey: 'wk_wrong', host: url, path: '/in/segment/v1/batch' })
  const told = new Promise((resolve) => analytics.on('error', resolve))
  analytics.track({ userId: 'mara', event: 'Opened' })
  await analytics.closeAndFlush()
  expect(await told).toMatchObject({ code: 'delivery_failure' })
  expect(statuses).toEqual([401])
})

test('@rudderstack/rudder-sdk-node: all of it is there, once', async () => {
  const { url, token, statuses, landed, traitsOf } = await listening('rudderstack')
  const analytics = new RudderAnalytics(token, { dataPlaneUrl: `${url}/in/segment`, flushAt: 20 })
  analytics.group({ userId: 'mara', groupId: 'acme', traits: { plan: 'free' } })
  analytics.track({ userId: 'mara', event: 'Feature Used', properties: { feature: 'timeline' } })
  await analytics.flush()
  // It sends the first message by itself, and then the rest.
  expect(statuses.slice(0, 3)).toEqual(troubled)
  expect(await landed()).toEqual([['feature_used', 'acme', 'mara']])
  expect(await traitsOf('acme')).toMatchObject({ plan: 'free' })
}, 30_000)

test('posthog-node: all of it is there, once', async () => {
  const { url, token, statuses, landed, traitsOf } = await listening('posthog')
  const posthog = new PostHog(token, { host: `${url}/in/posthog`, fetchRetryDelay: 50 })
  posthog.groupIdentify({ groupType: 'company', groupKey: 'acme', properties: { plan: 'free' } })
  const properties = { feature: 'export' }
  const groups = { company: 'acme' }
  posthog.capture({ distinctId: 'mara', event: 'Paywall Hit', properties, groups })
  await posthog.shutdown()
  expect(statuses).toEqual(troubled)
  expect(await landed()).toEqual([['paywall_hit', 'acme', 'mara']])
  expect(await traitsOf('acme')).toMatchObject({ plan: 'free' })
}, 30_000)

test('posthog-node with a wrong key is told so', async () => {
  const { url, statuses } = await listening('posthog', { isTroubled: false })
  const mute = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => mute.mockRestore())
  const posthog = new PostHog('wk_wrong', { host: url, fetchRetryDelay: 50 })
  const told = new Promise((resolve) => posthog.on('error', resolve))
  posthog.capture({ distinctId: 'mara', event: 'Opened' })
  await posthog.shutdown()
  expect(String(await told)).toContain('401')
  expect(statuses).toEqual([401])
})

test('@amplitude/analytics-node: all of it is there, once', async () => {
  const { url, token, statuses, landed, traitsOf } = await listening('amplitude')
  const client = amplitude.createInstance()
  const serverUrl = `${url}/in/amplitude/2/httpapi`
  const quiet = amplitude.Types.LogLevel.None
  await client.init(token, { serverUrl, flushIntervalMillis: 20, logLevel: quiet }).promise
  const facts = new amplitude.Identify().set('plan', 'free')
  const results = await Promise.all([
    client.groupIdentify('company', 'acme', facts, { user_id: 'mara' }).promise,
    client.track(
      {
        event_type: 'Feature Used',
        groups: { company: 'acme' },
        event_properties: { feature: 'x' },
      },
      undefined,
      { user_id: 'mara' },
    ).promise,
  ])
  expect(results.map((one) => one.code)).toEqual([200, 200])
  expect(statuses).toEqual(troubled)
  expect(await landed()).toEqual([['feature_used', 'acme', 'mara']])
  expect(await traitsOf('acme')).toMatchObject({ plan: 'free' })
}, 30_000)

test('@amplitude/analytics-node with a wrong key is told so', async () => {
  const { url, statuses } = await listening('amplitude', { isTroubled: false })
  const client = amplitude.createInstance()
  const quiet = amplitude.Types.LogLevel.None
  const options = { serverUrl: `${url}/2/httpapi`, flushIntervalMillis: 20, logLevel: quiet }
  await client.init('wk_wrong', options).promise
  const result = await client.track('Opened', undefined, { user_id: 'mara' }).promise
  expect(result).toMatchObject({ code: 400, message: expect.stringContaining('Invalid API key') })
  expect(statuses).toEqual([400])
})

/** It sends nothing again by itself: whoever calls it is told. */
test('mixpanel: what is answered is what happened', async () => {
  const { port, token, statuses, landed, traitsOf } = await listening('mixpanel')
  const options = { host: '127.0.0.1', port, protocol: 'http', path: '/in/mixpanel' }
  const mixpanel = Mixpanel.init(token, options as Partial<Mixpanel.InitConfig>)
  const said = (run: (done: (error?: Error | undefined) => void) => void) =>
    new Promise((resolve) => run((error) => resolve(error?.message ?? 'landed')))
  const properties = { distinct_id: 'mara', company: 'acme', feature: 'export', $insert_id: 'i1' }
  const track = () => said((done) => mixpanel.track('Paywall Hit', { ...properties }, done))
  const answers = [await track(), await track(), await track()]
  expect(answers.map((one) => String(one).slice(0, 22))).toEqual([
    'Mixpanel Server Error:',
    'Mixpanel Server Error:',
    'landed',
  ])
  expect(statuses).toEqual(troubled)
  expect(await landed()).toEqual([['paywall_hit', 'acme', 'mara']])
  const set = { plan: 'free' }
  expect(await said((done) => mixpanel.groups.set('company', 'acme', set, done))).toBe('landed')
  expect(await said((done) => mixpanel.people.set('mara', { role: 'admin' }, done))).toBe('landed')
  expect(await traitsOf('acme')).toMatchObject({ plan: 'free' })
  const wrong = Mixpanel.init('wk_wrong', options as Partial<Mixpanel.InitConfig>)
  expect(await said((done) => wrong.track('Opened', properties, done))).toContain(
    'There is no such write key',
  )
})

test('mixpanel: many at once', async () => {
  const { port, token, landed } = await listening('mixpanel', { isTroubled: false })
  const options = { host: '127.0.0.1', port, protocol: 'http', path: '/in/mixpanel' }
  const mixpanel = Mixpanel.init(token, options as Partial<Mixpanel.InitConfig>)
  const events = Array.from({ length: 120 }, (_, i) => ({
    event: 'Opened',
    properties: { distinct_id: `u${i}`, company: 'acme', text: 'a+b/ü' },
  }))
  const errors = await new Promise((resolve) => mixpanel.track_batch(events, resolve))
  expect(errors).toBeNull()
  expect(await landed()).toHaveLength(120)
})
