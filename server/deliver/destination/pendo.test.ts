import { expect, test } from 'vitest'
import { regions } from '../../../shared/destination/kind.ts'
import type { SettingsOf, TargetOf } from '../../../shared/destination/setup.ts'
import { faults, outgoing, sendTo, startVendor } from '../test-vendor.ts'
import { originOf, trackOf } from './pendo.ts'

const pendo = (settings: Partial<SettingsOf<'pendo'>> = {}): TargetOf<'pendo'> => ({
  kind: 'pendo',
  settings: { region: 'us', ...settings },
  credentials: { secret: 'wallaby' },
})

test('a signal is a track event of its visitor and their account', async () => {
  const vendor = await startVendor({ status: 200 })
  expect(await sendTo(vendor)(pendo())).toMatchObject({ meaning: 'delivered', status: 200 })
  expect(vendor.asked).toMatchObject([
    {
      method: 'POST',
      path: '/data/track',
      headers: { 'x-pendo-integration-key': 'wallaby', 'content-type': 'application/json' },
      body: {
        type: 'track',
        event: 'brim_export-wall',
        visitorId: 'brim-sample-user',
        accountId: 'brim-sample',
        timestamp: Date.parse('2026-11-23T10:00:00Z'),
        properties: { trigger: 'export-wall', delivery: 'msg_1' },
      },
    },
  ])
})

test('what is about an account alone is of the visitor that stands for nobody, or whom it names', () => {
  const given = { user: null, traits: { account: { boss: 'u9' } } } as never
  expect(trackOf(pendo(), outgoing(given))).toMatchObject({
    visitorId: 'system',
    accountId: 'brim-sample',
  })
  expect(trackOf(pendo({ userTrait: 'boss' }), outgoing(given)).visitorId).toBe('u9')
})

test.each([
  [200, {}, 'delivered', null],
  [200, 'ok', 'delivered', null],
  [200, { success: true, errors: [] }, 'delivered', null],
  [200, { success: false, message: 'bad event' }, 'refused', /^Pendo says: bad event$/],
  [200, { error: 'unknown app' }, 'refused', /^Pendo says: unknown app$/],
  [200, { errors: [{ message: 'no visitor' }] }, 'refused', /^Pendo says: no visitor$/],
  [200, { success: false }, 'refused', /^Pendo says: not taken$/],
  [200, '<html>a proxy says hello</html>', 'fault', /not as Pendo does/],
  [400, { message: 'malformed' }, 'refused', /Answered 400. Pendo says: malformed/],
  [401, {}, 'fault', /Refuses the credentials/],
  [403, {}, 'fault', /Refuses the credentials/],
  [408, {}, 'fault', /Answered 408/],
  [451, {}, 'refused', /Answered 451/],
] as const)('%i %j is %s', async (status, body, meaning, error) => {
  const vendor = await startVendor({ status, body })
  const verdict = await sendTo(vendor)(pendo())
  expect(verdict.meaning).toBe(meaning)
  if (error) expect(verdict.error).toMatch(error)
  else expect(verdict.error).toBe(null)
  expect(JSON.stringify(verdict)).not.toContain('wallaby')
})

test('how long it asks to wait is heard', async () => {
  const vendor = await startVendor({ status: 429, headers: { 'retry-after': '9' } })
  expect(await sendTo(vendor)(pendo())).toMatchObject({ meaning: 'throttled', retryAfter: '9' })
})

test('each region has its own server', () => {
  expect(regions.pendo.map((region) => originOf(pendo({ region })))).toEqual([
    'https://app.pendo.io',
    'https://us1.app.pendo.io',
    'https://app.eu.pendo.io',
    'https://app.jpn.pendo.io',
    'https://app.au.pendo.io',
  ])
})

test.each(faults)('%s is a fault that passes', async (_, answer, error) => {
  const vendor = await startVendor(answer)
  const verdict = await sendTo(vendor, 1_000)(pendo())
  expect(verdict.meaning).toBe('fault')
  expect(verdict.error).toMatch(error)
})
