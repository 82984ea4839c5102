import { expect, test } from 'vitest'
import { readSegmentBatch, readSegmentCall, readSegmentDelivery } from './segment.ts'
import { becomes, eventItem, items } from './test-translate.ts'

const at = '2026-11-23T09:59:00.000Z'
const user = { userId: 'mara', timestamp: at, messageId: 'm1' }
const inAcme = { ...user, context: { groupId: 'acme' } }
const whole = { account: 'acme', user: 'mara', occurredAt: at }

test.each<[string, object, unknown]>([
  [
    'a track is a custom event under its own name',
    { type: 'track', event: 'Order Placed', properties: { total: 3 }, ...inAcme },
    items(eventItem({ name: 'Order Placed', properties: { total: 3 }, ...whole })),
  ],
  [
    'a rule makes a paywall hit of one, whatever its case',
    { type: 'track', event: 'paywall viewed', properties: { feature: 'export' }, ...inAcme },
    items(eventItem({ name: 'paywall_hit', properties: { feature: 'export' }, ...whole })),
  ],
  [
    'a rule makes a reading of one',
    {
      type: 'track',
      event: 'Usage Reported',
      properties: { meter: 'seats', used: '8', limit: 10, resets_at: '2026-12-01' },
      ...inAcme,
    },
    items({
      kind: 'meter',
      reading: {
        meter: 'seats',
        used: 8,
        limit: 10,
        resetsAt: '2026-12-01T00:00:00.000Z',
        ...whole,
      },
    }),
  ],
  [
    'without a group a user is an account of one',
    { type: 'track', event: 'x', ...user },
    items(
      eventItem({ name: 'x', properties: {}, account: 'user:mara', user: 'mara', occurredAt: at }),
    ),
  ],
  [
    'an account alone has events too',
    { type: 'track', event: 'x', anonymousId: 'a', context: { groupId: 'acme' } },
    items(eventItem({ name: 'x', properties: {}, account: 'acme' })),
  ],
  [
    'identify says what is known of a user, nested or not',
    { type: 'identify', traits: { role: 'admin', company: { id: 7, name: 'Acme' } }, ...user },
    items({
      kind: 'user_traits',
      account: '7',
      user: 'mara',
      traits: { role: 'admin', 'company.id': 7, 'company.name': 'Acme' },
    }),
  ],
  [
    'group says what is known of an account, and who is in it',
    { type: 'group', groupId: 'acme', traits: { plan: 'free', seats: 5 }, ...user },
    items(
      { kind: 'account_traits', account: 'acme', traits: { plan: 'free', seats: 5 } },
      { kind: 'user_traits', account: 'acme', user: 'mara', traits: {} },
    ),
  ],
  [
    'a page is a page view',
    { type: 'page', name: 'Pricing', properties: { path: '/pricing' }, ...inAcme },
    items(
      eventItem({
        name: 'page_viewed',
        properties: { title: 'Pricing', path: '/pricing' },
        ...whole,
      }),
    ),
  ],
  [
    'a screen is one too',
    { type: 'screen', name: 'Billing', ...inAcme },
    items(eventItem({ name: 'page_viewed', properties: { screen: 'Billing' }, ...whole })),
  ],
  [
    'traits beside an event are taken in with it',
    { type: 'track', event: 'x', ...user, context: { groupId: 'acme', traits: { role: 'admin' } } },
    items(
      { kind: 'user_traits', account: 'acme', user: 'mara', traits: { role: 'admin' } },
      eventItem({ name: 'x', properties: {}, ...whole }),
    ),
  ],
  [
    'what does not fit is left out and named, the rest stays',
    {
      type: 'track',
      event: 'x',
      properties: { n: 1, lines: [{ a: 1 }], long: 'x'.repeat(3000), __proto__: 1 },
      ...inAcme,
    },
    {
      ...items(eventItem({ name: 'x', properties: { n: 1 }, ...whole })),
      leftOut: ['lines', 'long'],
    },
  ],
])('%s', (_, message, expected) => {
  expect(becomes('segment', readSegmentBatch({ batch: [message] }))).toEqual([expected])
})

test.each<[string, unknown, string]>([
  ['no event', { type: 'track', ...user }, 'A track message needs the name of its event'],
  ['an unknown type', { type: 'wobble', ...user }, 'There is no message of type "wobble"'],
  ['no object', 'x', 'A message is an object'],
  ['no time', { type: 'track', event: 'x', ...user, timestamp: 'soon' }, 'This is no time: "soon"'],
  ['a group of nobody', { type: 'group', ...user }, 'A group message needs a groupId'],
  [
    'a paywall without a feature',
    { type: 'track', event: 'Paywall Viewed', ...user },
    '"Paywall Viewed" means a paywall hit by the mapping, but its property "feature" is missing or not a text',
  ],
  [
    'a name that only Brim writes',
    { type: 'track', event: 'nudge_shown', ...user },
    'This event name is written by Brim itself and cannot be sent',
  ],
  [
    'a reading without a number',
    { type: 'track', event: 'Usage Reported', properties: { meter: 'seats' }, ...user },
    '"Usage Reported" means a meter reading by the mapping, but its property "used" is missing or not a number',
  ],
  [
    'an id that is too long',
    { type: 'track', event: 'x', ...inAcme, userId: 'x'.repeat(200) },
    'The id of the user: At most 128 characters',
  ],
])('refuses %s', (_, message, words) => {
  const [one] = becomes('segment', readSegmentBatch({ batch: [message] }))
  expect(one).toMatchObject({ kind: 'refused', issues: [{ message: words }] })
})

test.each<[string, object]>([
  ['nobody who has been identified', { type: 'track', event: 'x', anonymousId: 'a' }],
  ['an alias', { type: 'alias', userId: 'mara', previousId: 'a' }],
])('leaves %s alone', (_, message) => {
  expect(becomes('segment', readSegmentBatch({ batch: [message] }))).toMatchObject([
    { kind: 'ignored' },
  ])
})

test('what the batch says of the context holds for each, and each may say otherwise', () => {
  const body = {
    batch: [
      { type: 'track', event: 'x', userId: 'mara' },
      { type: 'track', event: 'x', userId: 'mara', context: { groupId: 'other' } },
    ],
    context: { groupId: 'acme' },
    sentAt: '2026-11-23T10:00:00Z',
  }
  const messages = readSegmentBatch(body).map((one) => one.read())
  expect(messages.map((one) => one.groups[''])).toEqual(['acme', 'other'])
  expect(messages.map((one) => one.sentAt)).toEqual(Array(2).fill('2026-11-23T10:00:00.000Z'))
})

test('the path says what a message is, not the message; and its key is not kept', () => {
  const [one] = readSegmentCall({ type: 'alias', event: 'x', userId: 'u', writeKey: 'wk' }, 'track')
  expect(one?.raw).toEqual({ type: 'track', event: 'x', userId: 'u' })
  expect(one?.read().says).toMatchObject({ kind: 'event' })
})

test('the original time is taken where both are there, and a delivery has been corrected already', () => {
  const both = { type: 'track', event: 'x', userId: 'u', timestamp: at, sentAt: '2020-01-01' }
  const original = { ...both, originalTimestamp: '2026-11-23T09:00:00Z' }
  const read = (one: object) => readSegmentBatch({ batch: [one] })[0]?.read()
  expect(read(original)?.at).toBe('2026-11-23T09:00:00.000Z')
  expect(read(both)?.sentAt).toBe('2020-01-01T00:00:00.000Z')
  const [delivered, ...others] = readSegmentDelivery([both])
  expect(delivered?.read()).toMatchObject({ at, sentAt: null })
  expect(others).toEqual([])
})

test('what is no batch is not what Segment sends', () => {
  for (const body of [null, 3, 'x', [], {}, { batch: {} }]) {
    expect(() => readSegmentBatch(body)).toThrow('this is not what Segment sends')
  }
})

test('what Segment has corrected stays as it corrected it', () => {
  const original = '2026-11-23T03:00:00Z'
  const one = { type: 'track', event: 'x', userId: 'u', timestamp: at, originalTimestamp: original }
  const corrected = { ...one, sentAt: '2026-11-23T03:00:01Z', receivedAt: at }
  expect(readSegmentDelivery([corrected])[0]?.read()).toMatchObject({ at, sentAt: null })
  const { timestamp: _none, ...uncorrected } = corrected
  expect(readSegmentDelivery([uncorrected])[0]?.read().at).toBe('2026-11-23T03:00:00.000Z')
  // Whoever does not say when it was sent has no clock to be corrected by.
  expect(readSegmentBatch({ batch: [one] })[0]?.read()).toMatchObject({ at, sentAt: null })
})
