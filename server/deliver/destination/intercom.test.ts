import { IntercomClient } from 'intercom-client'
import { expect, test } from 'vitest'
import type { SettingsOf, TargetOf } from '../../../shared/destination/setup.ts'
import { faults, outgoing, sendTo, startVendor } from '../test-vendor.ts'
import { eventOf, originOf } from './intercom.ts'

const intercom = (settings: Partial<SettingsOf<'intercom'>> = {}): TargetOf<'intercom'> => ({
  kind: 'intercom',
  settings: { region: 'us', knownBy: 'id', ...settings },
  credentials: { token: 'wallaby' },
})
const taken = { status: 202 }
const no = (status: number, code: string, message: string) => ({
  status,
  body: { type: 'error.list', request_id: 'r', errors: [{ code, message }] },
})

test('a signal is an event of its person, by the second it fired in', async () => {
  const vendor = await startVendor(taken)
  expect(await sendTo(vendor)(intercom())).toMatchObject({ meaning: 'delivered', status: 202 })
  expect(vendor.asked).toMatchObject([
    {
      method: 'POST',
      path: '/events',
      headers: { authorization: 'Bearer wallaby', 'intercom-version': '2.14' },
      body: {
        event_name: 'brim_export-wall',
        created_at: Date.parse('2026-11-23T10:00:00Z') / 1000,
        user_id: 'brim-sample-user',
        metadata: { title: 'Brim sample account: Keeps hitting the export paywall' },
      },
    },
  ])
})

test('it is what Intercom’s own client would send', async () => {
  const vendor = await startVendor(taken)
  await sendTo(vendor)(intercom())
  const client = new IntercomClient({ token: 'wallaby', environment: vendor.origin })
  await client.events.create(eventOf(intercom(), outgoing()) as never)
  const [ours, theirs] = vendor.asked.map(({ method, path, body, headers }) => ({
    method,
    path,
    body,
    authorization: headers.authorization,
    version: headers['intercom-version'],
    type: headers['content-type'],
  }))
  expect(ours).toEqual(theirs)
})

test('all attempts send the same, so that Intercom drops the second', async () => {
  const vendor = await startVendor(taken)
  const send = sendTo(vendor)
  await send(intercom())
  await send(intercom(), outgoing({}, { attempt: 2, now: Date.parse('2026-11-24T10:00:00Z') }))
  expect(vendor.asked[0]?.body).toEqual(vendor.asked[1]?.body)
})

test.each([
  ['id', { user: 'u1' }, { user_id: 'u1' }],
  ['email', { traits: { account: {}, user: { email: 'a@b.example' } } }, { email: 'a@b.example' }],
  ['email', { user: null, traits: { account: { csm: 'c@b.example' } } }, { email: 'c@b.example' }],
] as const)('people that are known by %s are told of so', (knownBy, given, body) => {
  const event = eventOf(intercom({ knownBy, userTrait: 'csm' }), outgoing(given as never))
  expect(event).toMatchObject(body)
})

test.each([
  [{}, { user: null }, /about an account and nobody in it.*Set a trait/],
  [{ userTrait: 'csm' }, { user: null }, /no trait “csm”/],
  [{ knownBy: 'email' }, { traits: { account: {}, user: {} } }, /no e-mail address/],
] as const)(
  'what is about nobody is said, once, and asks nobody: %j',
  async (set, given, error) => {
    const vendor = await startVendor(taken)
    const verdict = await sendTo(vendor)(intercom(set), outgoing(given as never))
    expect(verdict).toMatchObject({ meaning: 'refused', status: null })
    expect(verdict.error).toMatch(error)
    expect(vendor.asked).toEqual([])
  },
)

test.each([
  [no(401, 'token_unauthorized', 'Access Token Invalid'), 'fault', /credentials.*Token Invalid/],
  [no(403, 'token_not_authorised', 'no scope'), 'fault', /Refuses the credentials.*no scope/],
  [no(404, 'not_found', 'User Not Found'), 'refused', /nobody by this id: User Not Found/],
  [no(422, 'parameter_invalid', 'too many event names'), 'refused', /too many event names/],
  [
    no(400, 'parameter_invalid', 'created_at'),
    'refused',
    /Answered 400. Intercom says: created_at/,
  ],
  [{ status: 200, body: '<html>proxy</html>' }, 'fault', /not as Intercom does/],
  [{ status: 204 }, 'fault', /not as Intercom does/],
] as const)('an answer says what it means: %j', async (answer, meaning, error) => {
  const vendor = await startVendor(answer)
  const verdict = await sendTo(vendor)(intercom())
  expect(verdict.meaning).toBe(meaning)
  expect(verdict.error).toMatch(error)
  expect(JSON.stringify(verdict)).not.toContain('wallaby')
})

test('until when it wants nothing is heard', async () => {
  const headers = { 'x-ratelimit-reset': '1795428010' }
  const vendor = await startVendor({ ...no(429, 'rate_limit_exceeded', 'Slow down'), headers })
  expect(await sendTo(vendor)(intercom())).toMatchObject({
    meaning: 'throttled',
    retryAfter: new Date(1_795_428_010_000).toUTCString(),
  })
})

test('each region has its own server', () => {
  const of = (region: 'us' | 'eu' | 'au') => originOf(intercom({ region }))
  expect(['us', 'eu', 'au'].map((one) => of(one as never))).toEqual([
    'https://api.intercom.io',
    'https://api.eu.intercom.io',
    'https://api.au.intercom.io',
  ])
})

test.each(faults)('%s is a fault that passes', async (_, answer, error) => {
  const vendor = await startVendor(answer)
  const verdict = await sendTo(vendor, 1_000)(intercom())
  expect(verdict.meaning).toBe('fault')
  expect(verdict.error).toMatch(error)
})
