import { expect, test } from 'vitest'
import type { SettingsOf, TargetOf } from '../../../shared/destination/setup.ts'
import { faults, outgoing, sendTo, startVendor } from '../test-vendor.ts'
import { originOf } from './appcues.ts'

const appcues = (settings: Partial<SettingsOf<'appcues'>> = {}): TargetOf<'appcues'> => ({
  kind: 'appcues',
  settings: { region: 'us', accountId: '12345', ...settings },
  credentials: { apiKey: 'key', apiSecret: 'wallaby' },
})
const taken = { status: 202, body: {} }

test('a signal is an event of the user, in the group that is their account', async () => {
  const vendor = await startVendor(taken)
  expect(await sendTo(vendor)(appcues())).toMatchObject({ meaning: 'delivered', status: 202 })
  expect(vendor.asked).toMatchObject([
    {
      method: 'POST',
      path: '/v2/accounts/12345/users/brim-sample-user/events',
      headers: {
        authorization: `Basic ${btoa('key:wallaby')}`,
        'content-type': 'application/json',
      },
      body: {
        name: 'brim_export-wall',
        timestamp: '2026-11-23T10:00:00.000Z',
        group_id: 'brim-sample',
        attributes: { family: 'paywall', delivery: 'msg_1' },
      },
    },
  ])
})

test('an id leads nowhere else', async () => {
  const vendor = await startVendor(taken)
  await sendTo(vendor)(appcues(), outgoing({ user: '../../admin?x=1#y' }))
  expect(vendor.asked[0]?.path).toBe('/v2/accounts/12345/users/..%2F..%2Fadmin%3Fx%3D1%23y/events')
})

test('what is about nobody is told of whom the account names, or is said to be unsendable', async () => {
  const vendor = await startVendor(taken)
  const ofAccount = outgoing({ user: null, traits: { account: { boss: 'u9' } } } as never)
  const verdict = await sendTo(vendor)(appcues(), ofAccount)
  expect(verdict).toMatchObject({ meaning: 'refused', status: null })
  expect(verdict.error).toMatch(/Appcues takes events of people only. Set a trait/)
  expect(vendor.asked).toEqual([])
  await sendTo(vendor)(appcues({ userTrait: 'boss' }), ofAccount)
  expect(vendor.asked[0]?.path).toBe('/v2/accounts/12345/users/u9/events')
})

test.each([
  [401, { message: 'Unauthorized' }, 'fault', /Refuses the credentials \(401\). Appcues says: Una/],
  [403, {}, 'fault', /Refuses the credentials \(403\)$/],
  [404, { error: 'no such account' }, 'refused', /no such account or person: no such account/],
  [400, { errors: [{ detail: 'name is blank' }] }, 'refused', /Appcues says: name is blank/],
  [422, '<html>', 'refused', /Answered 422/],
] as const)('%i %j is %s', async (status, body, meaning, error) => {
  const vendor = await startVendor({ status, body })
  const verdict = await sendTo(vendor)(appcues())
  expect(verdict.meaning).toBe(meaning)
  expect(verdict.error).toMatch(error)
  expect(JSON.stringify(verdict)).not.toContain('wallaby')
})

test('how long it asks to wait is heard', async () => {
  const vendor = await startVendor({ status: 429, headers: { 'retry-after': '7' } })
  expect(await sendTo(vendor)(appcues())).toMatchObject({ meaning: 'throttled', retryAfter: '7' })
})

test('each region has its own server', () => {
  expect(originOf(appcues())).toBe('https://api.appcues.com')
  expect(originOf(appcues({ region: 'eu' }))).toBe('https://api.eu.appcues.com')
})

test.each(faults)('%s is a fault that passes', async (_, answer, error) => {
  const vendor = await startVendor(answer)
  const verdict = await sendTo(vendor, 1_000)(appcues())
  expect(verdict.meaning).toBe('fault')
  expect(verdict.error).toMatch(error)
})
